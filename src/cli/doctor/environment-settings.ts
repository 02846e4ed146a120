// The provider's settings as the environment has them, by attribute: what is there, and what is missing or wrong.
import { PROVIDER_ENVIRONMENT } from "../../../lib/schema/index.js";
import { parseBaseUrl } from "../../client/index.js";
import { type SettingProblem, settingProblems } from "../connection/connect.js";

export type Variables = Readonly<Record<string, string | undefined>>;
export type Attribute = keyof typeof PROVIDER_ENVIRONMENT;

export const SIGN_IN: readonly Attribute[] = ["api_key", "oauth_client_id", "oauth_client_secret"];

/** Empty where it is not set. */
export const settingOf = (variables: Variables, attribute: Attribute): string =>
  variables[PROVIDER_ENVIRONMENT[attribute]]?.trim() ?? "";

export const problemOf = (
  variables: Variables,
  attributes: readonly Attribute[],
): SettingProblem | undefined =>
  settingProblems(variables).find(({ attribute }) => attributes.some((one) => one === attribute));

/** Undefined where it is missing or wrong. */
export function usableBaseUrl(variables: Variables): URL | undefined {
  if (problemOf(variables, ["base_url"]) !== undefined) return undefined;
  // Whether plain HTTP may lead there is among what is no problem.
  return parseBaseUrl(settingOf(variables, "base_url"), () => true);
}
