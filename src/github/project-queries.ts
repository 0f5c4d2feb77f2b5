/** GraphQL documents for Projects (v2). A test holds each to GitHub's published schema. */

const FIELD = `fragment Field on ProjectV2FieldConfiguration {
  ... on ProjectV2FieldCommon { id databaseId name dataType }
  ... on ProjectV2SingleSelectField { options { id name color description } }
}`;

/** A project has at most 50 fields, GitHub's own among them, so neither list needs a second page. */
const ITEM = `fragment Item on ProjectV2Item {
  id type isArchived createdAt
  content {
    __typename
    ... on DraftIssue { id title body }
    ... on Issue { id title }
    ... on PullRequest { id title }
  }
  fieldValues(first: 50) {
    nodes {
      __typename
      ... on ProjectV2ItemFieldTextValue { text field { ...FieldId } }
      ... on ProjectV2ItemFieldNumberValue { number field { ...FieldId } }
      ... on ProjectV2ItemFieldDateValue { date field { ...FieldId } }
      ... on ProjectV2ItemFieldSingleSelectValue { optionId field { ...FieldId } }
    }
  }
}
fragment FieldId on ProjectV2FieldConfiguration { ... on ProjectV2FieldCommon { id } }`;

export const PROJECT_QUERY = `query Project($owner: String!, $number: Int!) {
  organization(login: $owner) {
    projectV2(number: $number) {
      id number title url public closed
      fields(first: 50) { nodes { ...Field } }
      items(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { ...Item } }
    }
  }
  rateLimit { cost }
}
${FIELD}
${ITEM}`;

export const ITEMS_PAGE_QUERY = `query ProjectItems($project: ID!, $after: String!) {
  node(id: $project) {
    ... on ProjectV2 { items(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { ...Item } } }
  }
  rateLimit { cost }
}
${ITEM}`;

export const ITEMS_BY_ID_QUERY = `query ItemsById($ids: [ID!]!) {
  nodes(ids: $ids) { ...Item }
  rateLimit { cost }
}
${ITEM}`;

export const FIELDS_QUERY = `query ProjectFields($project: ID!) {
  node(id: $project) { ... on ProjectV2 { fields(first: 50) { nodes { ...Field } } } }
  rateLimit { cost }
}
${FIELD}`;

export const VIEWS_QUERY = `query ProjectViews($project: ID!) {
  node(id: $project) { ... on ProjectV2 { views(first: 100) { nodes { name layout } } } }
  rateLimit { cost }
}`;

export const OWNER_QUERY = `query Owner($login: String!) {
  repositoryOwner(login: $login) { __typename id }
  rateLimit { cost }
}`;

export const CREATE_PROJECT = `mutation CreateProject($input: CreateProjectV2Input!) {
  createProjectV2(input: $input) { projectV2 { id number url } }
}`;

export const CREATE_FIELD = `mutation CreateField($input: CreateProjectV2FieldInput!) {
  createProjectV2Field(input: $input) { projectV2Field { ...Field } }
}
${FIELD}`;

export const UPDATE_FIELD = `mutation UpdateField($input: UpdateProjectV2FieldInput!) {
  updateProjectV2Field(input: $input) { projectV2Field { ...Field } }
}
${FIELD}`;

export const CREATE_STATUS_UPDATE = `mutation CreateStatusUpdate($input: CreateProjectV2StatusUpdateInput!) {
  createProjectV2StatusUpdate(input: $input) { statusUpdate { id } }
}`;

/** Milestones of several repositories; the counts are of issues and pull requests, as GitHub's own pages count. */
const MILESTONES = `fragment Milestones on MilestoneConnection {
  pageInfo { hasNextPage endCursor }
  nodes {
    id number title description state dueOn createdAt closedAt url
    openIssues: issues(states: OPEN) { totalCount }
    closedIssues: issues(states: CLOSED) { totalCount }
    openPulls: pullRequests(states: OPEN) { totalCount }
    closedPulls: pullRequests(states: [CLOSED, MERGED]) { totalCount }
  }
}`;

export const MILESTONES_QUERY = `query Milestones($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Repository { id nameWithOwner url visibility isArchived milestones(first: 50) { ...Milestones } }
  }
  rateLimit { cost }
}
${MILESTONES}`;

export const MILESTONES_PAGE_QUERY = `query MilestonesPage($repository: ID!, $after: String!) {
  node(id: $repository) { ... on Repository { milestones(first: 100, after: $after) { ...Milestones } } }
  rateLimit { cost }
}
${MILESTONES}`;

export const ISSUES_QUERY = `query Issues($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Issue { id title url milestone { id } repository { id nameWithOwner visibility } }
  }
  rateLimit { cost }
}`;
