/** Settings for one endpoint or for all: '[ADDR[:PORT]=]VALUE', IPv6 in brackets or bare. */

export interface EndpointSetting<T> {
  /** Address as written, undefined for every endpoint. */
  address: string | undefined;
  port: number | undefined;
  value: T;
}

/** 'ADDR=VALUE', 'ADDR:PORT=VALUE', '[V6]=VALUE', '[V6]:PORT=VALUE', or VALUE alone. */
export function parseEndpointSetting(text: string): EndpointSetting<string> {
  const addressed = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9a-fA-F:]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*|[0-9.]+))(?::(\d{1,5}))?=(.*)$/s.exec(text);
  if (addressed === null) return { address: undefined, port: undefined, value: text };
  const [, bracketed, bare, port, value] = addressed;
  return { address: bracketed ?? bare, port: port === undefined ? undefined : Number(port), value: value ?? '' };
}

/** The value for an endpoint: the most exact setting wins, and of equals the last. */
export function settingFor<T>(settings: readonly EndpointSetting<T>[], addresses: readonly string[], port: number): T | undefined {
  let best = -1;
  let value: T | undefined;
  for (const setting of settings) {
    if (setting.address !== undefined && !addresses.includes(setting.address)) continue;
    if (setting.port !== undefined && setting.port !== port) continue;
    const exactness = (setting.address === undefined ? 0 : 2) + (setting.port === undefined ? 0 : 1);
    if (exactness >= best) {
      best = exactness;
      value = setting.value;
    }
  }
  return value;
}
