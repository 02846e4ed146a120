// The package that a provider comes in, as messages name it: the framework and the protocol know of none by themselves.

export interface Product {
  /** As people install it. Messages about its bugs and its versions name it. */
  readonly name: string;
  /** Where bugs are reported. */
  readonly reportAt: string;
  /** What the objects are in, in a sentence: `look for it in <service>`. */
  readonly service: string;
  /** What a person reads who starts the plugin from a shell: how it is meant to be used. */
  readonly usage: string;
}
