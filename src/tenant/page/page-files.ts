// The files of the tenant's page that the build makes. A process that runs from source has none.

export interface PageFiles {
  readonly script: string;
  readonly style: string;
}

declare const __TENANT_PAGE__: PageFiles;

/** Undefined where nothing was built. */
export const pageFiles: PageFiles | undefined =
  typeof __TENANT_PAGE__ === "undefined" ? undefined : __TENANT_PAGE__;
