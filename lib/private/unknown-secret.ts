// What people read when a secret is needed that their state does not have.

/** @param holder what needs the secret: `output` */
export const unknownSecret = (holder: string): string =>
  `The secret of this API token is not known: Atlan shows it once, to the run that creates the token, so an imported token has none. Remove this ${holder}, or replace the token (terraform apply -replace) to get a new secret.`;
