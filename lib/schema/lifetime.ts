// How long a token may live, in seconds.

/** Five years of 365 days: the longest lifetime Atlan's SDKs send (pyatlan, atlan-go and atlan-java cap at it). */
export const MAX_VALIDITY_SECONDS = 157_680_000;

/** The lifetime that Atlan's documentation calls "never expires"; its SDKs no longer send it (keycloak issue 19671). */
export const NEVER_EXPIRES = 409_968_000;
