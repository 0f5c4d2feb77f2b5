/** Nobody knows whether it was done: look before trying again. The write client itself never tries again. */
export class AmbiguousWrite extends Error {
  override readonly name = 'AmbiguousWrite';
  /** `POST /repos/os2eksempel/kode/issues`. */
  readonly request: string;

  constructor(request: string, cause: unknown) {
    super(`GitHub gave no clear answer to ${request}; it may have been done`, { cause });
    this.request = request;
  }
}
