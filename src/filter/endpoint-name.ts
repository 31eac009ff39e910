/** '10.1.0.1:5001' and '[fd00::1]:5001' taken apart. */

export function endpointHost(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(':'))).replace(/^\[|\]$/g, '');
}

export function endpointPort(name: string): number {
  return Number(name.slice(name.lastIndexOf(':') + 1));
}
