// What `startTenant` takes and gives: types only, and none of a third party.
/// <reference lib="esnext.disposable" preserve="true" />

import type { TenantControl } from "./control/tenant-control.js";
import type { TenantEnvironment, TenantOAuthEnvironment } from "./control/tenant-environment.js";
import type { TenantStorage } from "./saved/tenant-storage.js";
import type { TenantSeed } from "./seed/seed.js";
import type { Clock } from "./state/clock.js";
import type { IdSource } from "./state/id-source.js";
import type { TenantSettings } from "./state/settings.js";

export type TenantOptions = {
  /** @default a small believable tenant: four people, three personas, two connections, a collection, two tokens */
  readonly seed?: TenantSeed;
  /** @default the system's clock. One that stands still moves by `PUT /_tenant/clock` only */
  readonly clock?: Clock;
  /** @default random */
  readonly ids?: IdSource;
  /** What `POST /_tenant/reset` goes back to. @default all off */
  readonly settings?: Partial<TenantSettings>;
  /** @default 0, any free port; with `storage` the port of the last time */
  readonly port?: number;
  /** Where to listen. Elsewhere than on loopback a `controlKey` is needed. @default 127.0.0.1 */
  readonly host?: string;
  /** Whoever calls `/_tenant` sends it as `Authorization: Bearer <key>`. @default none is asked for */
  readonly controlKey?: string;
  /** Serves HTTPS with this certificate and its key, both PEM. @default plain HTTP */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Names besides `localhost` and loopback addresses by which `/_tenant` may be called. @default none */
  readonly allowHosts?: readonly string[];
  /** Goes on from there, and keeps there what changes; neither faults nor the request log. @default everything is forgotten at the end */
  readonly storage?: TenantStorage;
  /** Writes a line per request to stderr. @default false */
  readonly verbose?: boolean;
};

export type Tenant = {
  /** `http://<IP address>:<port>`, with `tls` `https`; never a host name, because pyatlan refuses `http://localhost:<port>`. */
  readonly baseUrl: string;
  /** The secret of an API token of its own. */
  readonly apiKey: string;
  /** An OAuth client of its own, with the role `$admin`. */
  readonly oauthClientId: string;
  readonly oauthClientSecret: string;
  /** Acts as the seed's first user. */
  readonly userBearerToken: string;
  /** State, requests, settings, clock and faults. */
  readonly control: TenantControl;
  /** The variables that the provider and the vendor's SDKs read, to sign in with the API key. */
  env(): TenantEnvironment;
  /** The same, to sign in as the OAuth client. */
  oauthEnv(): TenantOAuthEnvironment;
  /** Breaks what is still open, and resolves when the port is free and the state is kept. Rejects when `storage` refuses it. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};
