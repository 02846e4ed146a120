// The `provider_installation` block of a CLI configuration as text: does it keep Terraform from the plugin beside a stack?
import { PROVIDER_SOURCE } from "../schema";

/** What to add to a `provider_installation` block; its relative path works for every configuration (Terraform 1.11.4, tried). */
export const MIRROR_ENTRY = `filesystem_mirror {
  path    = "terraform.d/plugins"
  include = ["npm.internal/*/*"]
}`;

/** What to add to its `direct` block, if it has one: no registry answers for our host, and init would fail (tried). */
export const DIRECT_ENTRY = 'exclude = ["npm.internal/*/*"]';

const withoutComments = (text: string): string =>
  text.replace(/("(?:\\.|[^"\\\n])*")|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*/g, "$1");

/** The bodies of the blocks of one name, by counting braces outside strings. */
function blockBodies(text: string, name: string): readonly string[] {
  const bodies: string[] = [];
  for (const opening of text.matchAll(new RegExp(`(?<![\\w"-])${name}\\s*\\{`, "g"))) {
    const start = opening.index + opening[0].length;
    let depth = 1;
    let end = start;
    for (const token of text.slice(start).matchAll(/"(?:\\.|[^"\\\n])*"|[{}]/g)) {
      if (token[0] === "{") depth += 1;
      if (token[0] === "}") depth -= 1;
      end = start + token.index;
      if (depth === 0) break;
    }
    bodies.push(text.slice(start, end));
  }
  return bodies;
}

const strings = (text: string): readonly string[] =>
  Array.from(text.matchAll(/"([^"]*)"/g), (match) => match[1] ?? "");

/** Whether one of the method's address patterns means our provider; nothing when it has none. */
function namesUs(method: string, list: "include" | "exclude"): boolean | undefined {
  const patterns = new RegExp(`${list}\\s*=\\s*\\[([\\s\\S]*?)\\]`).exec(method)?.[1];
  if (patterns === undefined) return undefined;
  const ours = PROVIDER_SOURCE.split("/");
  return strings(patterns).some((pattern) => {
    const parts = pattern.split("/");
    return parts.length === ours.length && parts.every((it, i) => it === "*" || it === ours[i]);
  });
}

const servesUs = (method: string): boolean =>
  (namesUs(method, "include") ?? true) && !(namesUs(method, "exclude") ?? false);

/** Not `~/.terraform.d/plugins`, the folder that most mirrors of people are. */
const BESIDE_CONFIGURATION = String.raw`"(?:[^"]*/)?terraform\.d/plugins/?"`;

const isBesideConfiguration = (mirror: string): boolean =>
  new RegExp(String.raw`path\s*=\s*${BESIDE_CONFIGURATION}`).test(mirror);

function installationHidesPlugin(installation: string): boolean {
  const overrides = blockBodies(installation, "dev_overrides");
  if (overrides.flatMap(strings).includes(PROVIDER_SOURCE)) return false;
  const mirrors = blockBodies(installation, "filesystem_mirror").filter(isBesideConfiguration);
  // A direct method that serves us asks our host, which nobody answers for, and init fails.
  return !mirrors.some(servesUs) || blockBodies(installation, "direct").some(servesUs);
}

/** Whether this configuration text has a `provider_installation` of its own that keeps Terraform from our plugin. */
export function hidesPlugin(text: string): boolean {
  if (text.trimStart().startsWith("{")) {
    // The JSON form: rare enough that looking for the path is fine.
    return text.includes('"provider_installation"') && !new RegExp(BESIDE_CONFIGURATION).test(text);
  }
  return blockBodies(withoutComments(text), "provider_installation").some(installationHidesPlugin);
}
