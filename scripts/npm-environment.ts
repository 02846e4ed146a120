// The environment that npm starts from: a clean one, and what it was told about the registry and the way there.
import { cleanEnvironment } from "../src/testing/environment.js";

/** Which registry, through which proxy, and whose certificate to trust there. */
const ABOUT_THE_REGISTRY =
  /^(npm_config_(registry|userconfig|globalconfig|cache|cafile|strict_ssl|(https?_?)?proxy|noproxy)|(https?|no)_proxy|NODE_EXTRA_CA_CERTS)$/i;

export function npmEnvironment(): Record<string, string> {
  const told = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      ABOUT_THE_REGISTRY.test(entry[0]) && entry[1] !== undefined,
  );
  return cleanEnvironment({ ...Object.fromEntries(told), npm_config_update_notifier: "false" });
}
