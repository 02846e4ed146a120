// All checks of `doctor`, in the order in which they are told, and how they are run: at once, each for itself.
import { redactorOf } from "../../client/index.js";
import { messageOf } from "../../describe-error.js";
import { Secret } from "../../secret.js";
import { broken, type Check, type Finding } from "./check.js";
import { cliConfiguration } from "./cli-configuration.js";
import type { DoctorContext } from "./context.js";
import { settingOf } from "./environment-settings.js";
import { machineChecks } from "./machine.js";
import { pluginChecks } from "./plugin.js";
import { projectCheck } from "./project-check.js";
import { settingChecks } from "./settings.js";
import { tenantChecks } from "./tenant.js";
import { toolkitChecks } from "./toolkits.js";

export const CHECKS: readonly Check[] = [
  ...machineChecks,
  projectCheck,
  ...pluginChecks,
  cliConfiguration,
  ...toolkitChecks,
  ...settingChecks,
  ...tenantChecks,
];

export type CheckResult = Pick<Check, "id" | "title"> & Finding;

/**
 * @param onEnd called whenever one has ended: how many have, and the titles of those that still run
 * @throws the reason of the context's signal
 */
export async function runChecks(
  context: DoctorContext,
  onEnd: (ended: number, running: readonly string[]) => void,
): Promise<readonly CheckResult[]> {
  const running = new Set(CHECKS.map(({ title }) => title));
  const readable = readableIn(context);
  const results = CHECKS.map(async (check) => {
    const finding = await findingOf(check, context);
    running.delete(check.title);
    onEnd(CHECKS.length - running.size, [...running]);
    return { id: check.id, title: check.title, ...readable(finding) };
  });
  return await Promise.all(results);
}

async function findingOf({ run }: Check, context: DoctorContext): Promise<Finding> {
  try {
    return await run(context);
  } catch (error) {
    context.signal.throwIfAborted();
    return broken(
      `the check itself failed: ${messageOf(error)}`,
      "If nothing on this machine explains it, report it as a bug of cdktf-provider-atlan.",
    );
  }
}

/** One line each, and no secret in it, whatever a program or the tenant has said. */
function readableIn(context: DoctorContext): (finding: Finding) => Finding {
  const texts = (["api_key", "oauth_client_secret", "user_bearer_token"] as const)
    .map((attribute) => settingOf(context.environment.variables, attribute))
    .filter((text) => text !== "");
  const redact = redactorOf(() => texts.map((text) => new Secret(text)));
  return ({ found, advice, ...rest }) => ({
    ...rest,
    found: redact(found),
    ...(advice !== undefined && { advice: redact(advice) }),
  });
}
