// How long operations may take: the same words for every resource, and for every lookup.

/** How long each operation may take, waits and retries included, in Go's notation: `"90s"`, `"10m"`. */
export interface AtlanResourceTimeouts {
  /** @default - creating may take 10 minutes */
  readonly create?: string;
  /** @default - reading may take 5 minutes */
  readonly read?: string;
  /** @default - updating may take 10 minutes */
  readonly update?: string;
  /** @default - deleting may take 5 minutes */
  readonly delete?: string;
}

/** How long the lookup may take, in Go's notation: `"90s"`, `"5m"`. */
export interface AtlanDataSourceTimeouts {
  /** @default - the lookup may take 5 minutes */
  readonly read?: string;
}

/** How long each operation may take, in Go's notation: `"90s"`, `"5m"`. */
export interface AtlanEphemeralResourceTimeouts {
  /** @default - opening may take 10 minutes */
  readonly open?: string;
  /** @default - closing may take 5 minutes */
  readonly close?: string;
}
