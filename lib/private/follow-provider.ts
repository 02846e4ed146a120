// Lets an element take the provider of the one that it belongs to, until synth: an aspect may set that at the last moment.
import type { TerraformProvider } from "cdktf";

interface Provided {
  provider?: TerraformProvider | undefined;
}

/** One that the element names itself, now or later, takes precedence. */
export function followProvider(element: Provided, leader: Readonly<Provided>): void {
  let own = element.provider;
  Object.defineProperty(element, "provider", {
    configurable: true,
    enumerable: true,
    get: () => own ?? leader.provider,
    set: (provider: Provided["provider"]) => {
      own = provider;
    },
  });
}
