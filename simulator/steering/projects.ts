/** Check runs and projects, as people use them. */
import { findCheckRun } from '../state/checks.js';
import { createField, type FieldInput } from '../state/project-fields.js';
import { addDraft, archiveItem, deleteItem, setValue } from '../state/project-items.js';
import { createProject } from '../state/projects.js';
import type { Project, ProjectItem } from '../state/project-types.js';
import type { World } from '../state/world.js';
import { person } from './people.js';

export function steerChecks(world: World) {
  return {
    /** A person asks for a run again. */
    rerequest(repository: string, runId: number, by?: string): void {
      const checkRun = findCheckRun(world.needRepository(repository), runId);
      if (checkRun === null) throw new Error(`The simulator has no check run ${runId}`);
      const { repository: found } = checkRun.suite;
      world.emit({
        name: 'check_run',
        action: 'rerequested',
        actor: person(world, by),
        repository: found,
        checkRun,
      });
    },
    /** A person presses one of the run's buttons. */
    requestAction(repository: string, runId: number, identifier: string, by?: string): void {
      const checkRun = findCheckRun(world.needRepository(repository), runId);
      if (checkRun === null) throw new Error(`The simulator has no check run ${runId}`);
      if (!checkRun.actions.some((action) => action.identifier === identifier)) {
        throw new Error(`The check run has no button ${identifier}`);
      }
      const { repository: found } = checkRun.suite;
      const extra = { requested_action: { identifier } };
      const actor = person(world, by);
      world.emit({
        name: 'check_run',
        action: 'requested_action',
        actor,
        repository: found,
        checkRun,
        extra,
      });
    },
    /** Check runs of a commit, oldest first. */
    runs(
      repository: string,
      sha: string,
    ): readonly { id: number; name: string; conclusion: string | null }[] {
      const { checkSuites } = world.needRepository(repository);
      return checkSuites
        .filter((suite) => suite.headSha === sha)
        .flatMap((suite) => suite.runs.map(({ id, name, conclusion }) => ({ id, name, conclusion })));
    },
  };
}

export function steerProjects(world: World) {
  const projectOf = (owner: string, number: number): Project => {
    const project = world.needAccount(owner).projects.get(number);
    if (project === undefined) throw new Error(`The simulator has no project ${number} of ${owner}`);
    return project;
  };
  const itemOf = (owner: string, number: number, title: string): ProjectItem => {
    const item = projectOf(owner, number).items.find(({ content }) => content.title === title);
    if (item === undefined) throw new Error(`Project ${number} of ${owner} has no item "${title}"`);
    return item;
  };
  return {
    /** Returns the project's number. */
    create(
      owner: string,
      title: string,
      options: { readonly public?: boolean; readonly by?: string } = {},
    ): number {
      const account = world.account(owner) ?? world.addAccount('Organization', owner);
      const project = createProject(world, person(world, options.by), account, title);
      project.public = options.public ?? false;
      return project.number;
    },
    setPublic(owner: string, number: number, isPublic: boolean): void {
      projectOf(owner, number).public = isPublic;
    },
    field(owner: string, number: number, input: FieldInput): void {
      createField(world, projectOf(owner, number), input);
    },
    /** Ids of the options of each single select, by their names. */
    optionIds(owner: string, number: number): Readonly<Record<string, Readonly<Record<string, string>>>> {
      const selects = projectOf(owner, number).fields.filter(({ options }) => options.length > 0);
      return Object.fromEntries(
        selects.map(({ name, options }) => [
          name,
          Object.fromEntries(options.map((option) => [option.name, option.id])),
        ]),
      );
    },
    draft(owner: string, number: number, title: string, body = '', by?: string): void {
      addDraft(world, person(world, by), projectOf(owner, number), { title, body });
    },
    /** A person types a value; of a single select the option's name, null clears. */
    setValue(
      owner: string,
      number: number,
      change: { readonly title: string; readonly field: string; readonly value: string | number | null },
      by?: string,
    ): void {
      const item = itemOf(owner, number, change.title);
      const field = item.project.fields.find(({ name }) => name === change.field);
      if (field === undefined) throw new Error(`Project ${number} of ${owner} has no field ${change.field}`);
      const option = field.options.find(({ name }) => name === change.value);
      setValue(world, person(world, by), item, field, option?.id ?? change.value);
    },
    archive(owner: string, number: number, title: string, by?: string): void {
      archiveItem(world, person(world, by), itemOf(owner, number, title), true);
    },
    unarchive(owner: string, number: number, title: string, by?: string): void {
      archiveItem(world, person(world, by), itemOf(owner, number, title), false);
    },
    deleteItem(owner: string, number: number, title: string, by?: string): void {
      deleteItem(world, person(world, by), itemOf(owner, number, title));
    },
  };
}
