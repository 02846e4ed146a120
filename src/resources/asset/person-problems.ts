// What is wrong with the bearer token of a person, and where a right one comes from.
import type { AtlanRequestError } from "../../client/index.js";
import type { GrantProblem } from "../grant/grant-error.js";

/** From the vendor's own page on API tokens. */
export const WHERE_FROM =
  "A bearer token is found in the browser of somebody who is logged in to Atlan: in the developer tools' network tab, click an " +
  "`indexsearch` call and copy its Authorization header, without the word Bearer. Pass it as the environment variable " +
  "ATLAN_USER_BEARER_TOKEN, or as user_bearer_token in the provider block. It lives as long as that person's session. A plan needs it only where it looks up a connection or collection that the API key does not see.";

export const noBearer = (why: string): GrantProblem => ({
  summary: "A person's bearer token is needed",
  detail: `${why} So a person has to do it, but user_bearer_token is not set.\n\n${WHERE_FROM}`,
  wantsPerson: true,
});

export const expiredBearer = (error: AtlanRequestError): GrantProblem => ({
  summary: "The person's bearer token has expired",
  detail: `${error.message}. The tenant no longer takes user_bearer_token: the session that it was copied from has ended.\n\n${WHERE_FROM}`,
  wantsPerson: true,
});

export const tokenAsBearer = (username: string): GrantProblem => ({
  summary: "user_bearer_token is an API token",
  detail: `user_bearer_token belongs to ${username}, which is an API token and not a person; a token cannot stand in for a person, nor give itself a right.\n\n${WHERE_FROM}`,
  wantsPerson: true,
});
