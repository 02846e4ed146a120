// What `plan -json` says, as data: changes by address, changed outputs, diagnostics. Pure.
import { type CommandResult, searchable } from "./run-command.js";

export type PlannedAction =
  | "create"
  | "read"
  | "update"
  | "replace"
  | "delete"
  | "forget"
  | "move"
  | "import"
  | "noop";

export type PlannedChange = {
  /** Such as `atlan_api_token.loader` or `atlan_api_token.loader["a"]`. */
  readonly address: string;
  readonly action: PlannedAction;
  /** Why the engine replaces or deletes it, such as `cannot_update`. */
  readonly reason?: string;
  /** The id, of what is imported. */
  readonly importedId?: string;
  /** Of what has moved. */
  readonly previousAddress?: string;
};

export type Diagnostic = {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Of the object that it is about. */
  readonly address?: string;
};

export type Plan = CommandResult & {
  /** Nothing is to be done: no object and no output changes. */
  readonly isEmpty: boolean;
  readonly changes: readonly PlannedChange[];
  /** What happens to outputs, by name; those that stay are not in it. */
  readonly outputs: Readonly<Record<string, PlannedAction>>;
  /** Each by itself, where a terminal would show similar ones as one. */
  readonly diagnostics: readonly Diagnostic[];
};

/** https://developer.hashicorp.com/terraform/internals/machine-readable-ui, as far as it is read. */
type Message = {
  readonly "@message": string;
  readonly type?: string;
  readonly change?: {
    readonly resource: { readonly addr: string };
    readonly previous_resource?: { readonly addr: string };
    readonly action: PlannedAction;
    readonly reason?: string;
    readonly importing?: { readonly id?: string };
  };
  readonly outputs?: Readonly<Record<string, { readonly action?: PlannedAction }>>;
  readonly diagnostic?: Omit<Diagnostic, "detail"> & { readonly detail?: string };
};

const NOTHING = 0;

function messageIn(line: string): Message {
  try {
    return JSON.parse(line);
  } catch {
    // What an engine prints before it knows that JSON is wanted.
    return { "@message": line };
  }
}

function changeOf({ type, change }: Message): readonly PlannedChange[] {
  if (type !== "planned_change" || change === undefined) return [];
  const { resource, previous_resource, action, reason, importing } = change;
  return [
    {
      address: resource.addr,
      action,
      ...(reason !== undefined && { reason }),
      ...(importing?.id !== undefined && { importedId: importing.id }),
      ...(previous_resource !== undefined && { previousAddress: previous_resource.addr }),
    },
  ];
}

const diagnosticOf = ({ diagnostic }: Message): readonly Diagnostic[] =>
  diagnostic === undefined
    ? []
    : [
        {
          severity: diagnostic.severity,
          summary: diagnostic.summary,
          detail: diagnostic.detail ?? "",
          ...(diagnostic.address !== undefined && { address: diagnostic.address }),
        },
      ];

const changedOutputs = ({ type, outputs = {} }: Message) =>
  type !== "outputs"
    ? []
    : Object.entries(outputs).flatMap(([name, { action }]) =>
        action === undefined || action === "noop" ? [] : [[name, action] as const],
      );

/** As a person reads it. */
function textOf(message: Message): string {
  const { detail = "", address } = message.diagnostic ?? {};
  const at = address === undefined ? "" : `  with ${address}`;
  return [message["@message"], at, detail].filter((part) => part !== "").join("\n");
}

/** @param result of `plan -json -detailed-exitcode` */
export function planIn(result: CommandResult): Plan {
  const lines = result.stdout.split("\n").filter((line) => line.trim() !== "");
  const messages = lines.map(messageIn);
  return {
    ...result,
    ...searchable(messages.map(textOf).join("\n"), result.stderr),
    isEmpty: result.exitCode === NOTHING,
    changes: messages.flatMap(changeOf),
    outputs: Object.fromEntries(messages.flatMap(changedOutputs)),
    diagnostics: messages.flatMap(diagnosticOf),
  };
}
