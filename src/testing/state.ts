// A state as engines store it, as far as tests read it.

export type StateInstance = {
  /** `tainted`, of what is to be replaced. */
  readonly status?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly private?: string;
  /** Of an object that another has taken the place of, and that is still to be destroyed. */
  readonly deposed?: string;
};

export type StateResource = {
  readonly type: string;
  readonly name: string;
  readonly instances: readonly StateInstance[];
};

export type State = {
  readonly resources: readonly StateResource[];
  readonly outputs: Readonly<
    Record<string, { readonly value: unknown; readonly sensitive?: boolean }>
  >;
};

/** Before the first apply there is none. */
export const stateIn = (text: string): State =>
  text.trim() === "" ? { resources: [], outputs: {} } : JSON.parse(text);

/** @returns the attributes of the only instance of `type.name` */
export function attributesIn(state: State, address: string): Readonly<Record<string, unknown>> {
  const [type, name] = address.split(".");
  const found = state.resources.find((it) => it.type === type && it.name === name);
  const [instance] = found?.instances ?? [];
  if (instance !== undefined) return instance.attributes;
  const known = state.resources.map((it) => `${it.type}.${it.name}`).join(", ");
  throw new Error(
    `Cannot read ${address}: the state has no such object, expected one of ${known || "none: nothing is applied"}`,
  );
}
