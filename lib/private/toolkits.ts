// What tells cdktf apart from its successor cdktn (CDK Terrain). The package is built for each of them; which one a class is of, it says itself.

import { isMissingModule } from "./missing-module";

export interface Toolkit {
  readonly name: "cdktf" | "cdktn";
  /** What its stacks import. */
  readonly entry: string;
  /** What to give `npm install`. */
  readonly packages: string;
  /** Its bindings of the null provider, which deliveries need. */
  readonly nullProvider: { readonly name: string; readonly version: number };
}

const CDKTF: Toolkit = {
  name: "cdktf",
  entry: "cdktf-provider-atlan",
  packages: "cdktf@0.21 constructs",
  nullProvider: { name: "@cdktf/provider-null", version: 11 },
};

const CDKTN: Toolkit = {
  name: "cdktn",
  entry: "cdktf-provider-atlan/cdktn",
  packages: "cdktn@0.24 constructs@~10.7",
  nullProvider: { name: "@cdktn/provider-null", version: 15 },
};

// jsii, with which both are compiled, leaves the name of the package on every class.
const JSII_RTTI = Symbol.for("jsii.rtti");

const isStackClassOf = ({ name }: Toolkit, candidate: object): boolean =>
  Reflect.get(candidate, JSII_RTTI)?.fqn === `${name}.TerraformStack`;

/** The toolkit whose `TerraformStack` a class is or extends. */
export function toolkitOf(stackClass: object): Toolkit | undefined {
  for (let it: object | null = stackClass; it !== null; it = Object.getPrototypeOf(it)) {
    for (const toolkit of [CDKTF, CDKTN]) if (isStackClassOf(toolkit, it)) return toolkit;
  }
  return undefined;
}

/**
 * Makes sure that an entry of this package has what it is built on.
 *
 * @throws when a package is not installed, with what to run, and which entry the other toolkit has
 */
export function requireToolkit(
  name: Toolkit["name"],
  resolve: (id: string) => string = require.resolve,
): void {
  const [own, other] = name === "cdktf" ? [CDKTF, CDKTN] : [CDKTN, CDKTF];
  for (const needed of [own.name, "constructs"]) {
    try {
      resolve(needed);
    } catch (error) {
      if (!isMissingModule(error, needed)) throw error;
      throw new Error(
        `Cannot load "${own.entry}": the package ${needed} is not installed, expected it in your project; run npm install ${own.packages}, or import from "${other.entry}" where your stacks use ${other.name}`,
        { cause: error },
      );
    }
  }
}
