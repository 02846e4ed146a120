// Signs a command in to the tenant that the environment names, by the provider's own rules, and says a failure as a command line does.
import { PROVIDER_ENVIRONMENT } from "../../../lib/schema/index.js";
import {
  type AtlanClient,
  AtlanRequestError,
  type ClientOptions,
  createClient,
} from "../../client/index.js";
import { systemClock } from "../../clock.js";
import { type Diagnostic, DiagnosticError } from "../../framework/index.js";
import { UNCONFIGURED } from "../../resources/provider/provider-config.js";
import { isSettingDiagnostic } from "../../resources/provider/setting-problems.js";
import { readSettings, type Settings } from "../../resources/provider/settings.js";
import { bothInEnvironment } from "../../resources/provider/sign-in.js";

/** A command has no provider block, so the environment decides alone. */
export interface ConnectOptions {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Of this package, for the `User-Agent`. */
  readonly version: string;
  readonly log?: Partial<ClientOptions["log"]>;
  /** In place of the provider's own. */
  readonly limits?: Partial<Pick<ClientOptions, LimitName>>;
}

type LimitName =
  | "maxRetries"
  | "maxRequestsPerMinute"
  | "requestTimeoutMs"
  | "maxConcurrentRequests";

export interface Connection {
  readonly client: AtlanClient;
  readonly settings: Settings;
  /** What a person should know of the settings, one paragraph each. */
  readonly warnings: readonly string[];
}

/**
 * Makes no request.
 *
 * @throws DiagnosticError with everything that is missing or wrong
 */
export function connect({ variables, version, log = {}, limits = {} }: ConnectOptions): Connection {
  const settings = readSettings(UNCONFIGURED, variables);
  if (settings === null) throw new Error("A setting of the environment is unknown: this is a bug");
  const client = createClient({
    ...settings,
    ...limits,
    userAgent: `cdktf-provider-atlan/${version}`,
    log: { debug: () => {}, info: () => {}, ...log },
    clock: systemClock,
    environment: variables,
  });
  const warning = bothInEnvironment(UNCONFIGURED, variables);
  return { client, settings, warnings: warning === null ? [] : [textOf(warning)] };
}

/** What is missing or wrong, of one setting. */
export interface SettingProblem {
  /** Its name in a provider block, such as `base_url`. */
  readonly attribute: string;
  readonly summary: string;
  readonly detail: string;
}

/** None where `connect` would connect. */
export function settingProblems(variables: ConnectOptions["variables"]): readonly SettingProblem[] {
  try {
    readSettings(UNCONFIGURED, variables);
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ attribute = [], summary, detail }) => {
      return { attribute: String(attribute[0]), summary, detail };
    });
  }
}

/**
 * The failure of a command: what could not be done, what came back, what it means, what to do next. Any other error is returned as it is.
 *
 * @param action completes "Cannot …", such as `export the tenant`
 */
export function commandError(action: string, error: unknown): unknown {
  const paragraphs = paragraphsOf(error);
  if (paragraphs === null) return error;
  return new Error([`Cannot ${action}:`, ...paragraphs].join("\n\n"), { cause: error });
}

function paragraphsOf(error: unknown): readonly string[] | null {
  if (error instanceof DiagnosticError) {
    return [...error.diagnostics.map(sentenceOf), FROM_ENVIRONMENT];
  }
  if (!(error instanceof AtlanRequestError)) return null;
  return [
    `${error.message}.`,
    `The tenant's address is ${error.origin}. ${error.meaning}`,
    withVariables(error.nextStep),
  ];
}

const FROM_ENVIRONMENT =
  "A command reads these settings from the environment alone, not from a provider block. To try it without an account, run it after `npx cdktf-provider-atlan tenant --`.";

const sentenceOf = (diagnostic: Diagnostic): string =>
  isSettingDiagnostic(diagnostic) ? diagnostic.commandText : textOf(diagnostic);

const textOf = ({ summary, detail }: Diagnostic): string => `${summary}. ${detail}`;

/** `base_url` becomes `base_url (ATLAN_BASE_URL)`, where the text does not say so itself. */
export const withVariables = (text: string): string =>
  Object.entries(PROVIDER_ENVIRONMENT).reduce(
    (said, [attribute, variable]) =>
      said.includes(variable) ? said : said.replace(attribute, `${attribute} (${variable})`),
    text,
  );
