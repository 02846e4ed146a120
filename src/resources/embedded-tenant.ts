// Tells that an embedded tenant was started anew: it forgets everything when it stops, and the next one at its address knows
// nothing of what the state speaks of. Each object keeps in private data which of them it was made in.
import type { Attributes } from "../../lib/schema/index.js";
import {
  type AnyResource,
  type Diagnostic,
  DiagnosticError,
  type ObjectValue,
  type PrivateData,
  type ReadContext,
} from "../framework/index.js";
import { removalAdvice } from "./state-removal.js";
import { isElsewhere } from "./tenant-binding.js";

/** In private data. Only written with the object: a change of it alone would be drift. */
const MADE_IN = "embedded_tenant";

interface Answering {
  readonly client: {
    /** Which one answered last; null for any other tenant. */
    embeddedTenant(): string | null;
  };
  readonly tenant: { readonly origin: string };
}

/** The same resource type; whose objects are missed at another embedded tenant is told what has happened. */
export function boundToEmbeddedTenant<Client extends Answering>(
  definition: AnyResource<Client>,
): AnyResource<Client> {
  const { update, importState } = definition;
  return {
    ...definition,
    create: async (context) => {
      const made = await definition.create(context);
      note(context);
      return made;
    },
    read: (context) => read(definition, context),
    ...(update && {
      update: async (context) => {
        const made = await update(context);
        note(context);
        return made;
      },
    }),
    ...(importState && {
      importState: async (context) => {
        const found = await importState(context);
        note(context);
        return found;
      },
    }),
  };
}

function note<Client extends Answering>(context: {
  readonly client: Client;
  readonly privateData: PrivateData;
}): void {
  const { client, privateData } = context;
  const id = client.client.embeddedTenant();
  if (id !== null && privateData.get(MADE_IN) !== id) privateData.set(MADE_IN, id);
}

type Reading<Client> = ReadContext<Client, Attributes>;

/** What was noted of it is compared only when it is not seen: a tenant that kept its state is not another one. */
async function read<Client extends Answering>(
  definition: AnyResource<Client>,
  context: Reading<Client>,
): Promise<ObjectValue | null> {
  const { prior, privateData, diagnostics } = context;
  if (privateData.get(MADE_IN) === undefined) return await definition.read(context);
  const said: Diagnostic[] = [];
  const sink = { add: (diagnostic: Diagnostic) => said.push(diagnostic) };
  const passOn = () => {
    for (const diagnostic of said) diagnostics.add(diagnostic);
  };
  try {
    const now = await definition.read({ ...context, diagnostics: sink });
    if ((now === null || now === prior) && isReplaced(context)) {
      throw restarted(definition.schema.noun, context);
    }
    passOn();
    return now;
  } catch (error) {
    if (error instanceof DiagnosticError && isReplaced(context)) {
      throw restarted(definition.schema.noun, context);
    }
    passOn();
    throw error;
  }
}

/** At the address that the state names: what follows of another one is for `boundToTenant` to say. */
function isReplaced<Client extends Answering>(context: Reading<Client>): boolean {
  const { client, privateData } = context;
  const id = client.client.embeddedTenant();
  return id !== null && privateData.get(MADE_IN) !== id && !isElsewhere(context);
}

function restarted<Client extends Answering>(noun: string, { client, prior }: Reading<Client>) {
  return new DiagnosticError({
    severity: "error",
    summary: "The embedded tenant was started anew",
    detail:
      `The ${noun} was made in an embedded tenant at ${client.tenant.origin} that has stopped since. Such a tenant forgets everything when it stops, so the ${noun} is gone, and another tenant answers at that address now. The state is kept.\n\n` +
      removalAdvice(noun, prior),
  });
}
