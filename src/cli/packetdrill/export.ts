/** `annotate --format packetdrill`: one association, as one of its endpoints met it, made a script. */
import { basename } from 'node:path';
import { parseEndpointSetting } from '../../analysis/endpoint-setting.js';
import type { CaptureFiles } from '../../analysis/open-both-ends.js';
import type { AddressBook } from '../../dissect/address-book.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { chunkType, type SctpPacket } from '../../dissect/packet.js';
import { abiOfProfile } from '../../notification/abi/registry.js';
import { canonicalAddress } from '../../notification/address.js';
import type { Association } from '../../reconstruct/association.js';
import type { LoggedCalls } from '../application-calls.js';
import { type Surroundings, UsageError } from '../command.js';
import { expectation } from '../expectation.js';
import { PacketdrillScript } from './script.js';

export interface ScriptChoice {
  /** By its number; undefined where there should be only one. */
  association: number | undefined;
  /** 'ADDR[:PORT]' of the endpoint whose kernel is asked; undefined for the one that sent the first packet. */
  endpoint: string | undefined;
}

/** The script; throws UsageError where none can be made. */
export async function packetdrillText(
  capture: CaptureFiles,
  { association, endpoint }: ScriptChoice,
  logs: readonly LoggedCalls[],
  surroundings: Surroundings,
): Promise<string> {
  const script = new PacketdrillScript();
  const wanted = association ?? 1;
  let side: 0 | 1 = 0;
  let begins = false;
  const { expected, reports } = await expectation(capture, logs, surroundings, (packet, of, addresses) => {
    if (of?.id !== wanted) return;
    if (script.packets === 0) {
      begins = packet.firstChunk + 4 <= packet.end && chunkType(packet.view, packet.firstChunk) === ChunkNumber.INIT;
      side = endpoint === undefined ? 0 : sideOf(endpoint, packet, of, addresses);
    }
    script.packet(packet, senderOf(packet, of) === side);
  });
  if (association === undefined && reports.length > 1)
    throw new UsageError(`there are ${reports.length} associations: --association N says which is meant; analyze lists them`);
  const report = reports.find(({ id }) => id === wanted);
  if (report === undefined) throw new UsageError(`--association ${wanted}: there is none; analyze lists them`);
  if (!begins) throw new UsageError(`association ${wanted} was captured without its INIT: packetdrill cannot begin in the middle`);
  const told = expected.filter((claim) => claim.association === wanted && claim.endpoint === side && claim.certainty !== 'possible');
  const { name, stack } = report.endpoints[side];
  const profile = stack.version === undefined ? stack.name : `${stack.name}@${stack.version}`;
  const abi = abiOfProfile(stack.name);
  if (abi === undefined) throw new UsageError(`${name} runs ${profile}, which has no socket API that packetdrill could ask`);
  return script.text(told, abi, [
    `association ${wanted} of ${capture.paths.map((file) => basename(file)).join(', ')}, for the kernel of ${name}, expected to be ${profile} (${stack.why})`,
    'run: packetdrill --tolerance_usecs=100000 SCRIPT. Lines with > are what the kernel should send, with < what it is given.',
  ]);
}

function senderOf(packet: SctpPacket, { endpoints: [first, second] }: Association): 0 | 1 {
  if (first.port !== second.port) return packet.sourcePort === first.port ? 0 : 1;
  return first.addresses.includes(packet.source) ? 0 : 1;
}

function sideOf(stated: string, packet: SctpPacket, of: Association, addresses: AddressBook): 0 | 1 {
  const { address = '', port } = parseEndpointSetting(`${stated}=`);
  const at = [packet.source, packet.destination].map((id) => canonicalAddress(addresses.text(id)));
  const ports = [packet.sourcePort, packet.destinationPort];
  const found = [0, 1].find((i) => at[i] === canonicalAddress(address) && (port === undefined || port === ports[i]));
  if (found === undefined)
    throw new UsageError(
      `--endpoint ${stated}: association ${of.id} is between ${at.map((each, i) => `${each}:${ports[i]}`).join(' and ')}`,
    );
  const sender = senderOf(packet, of);
  return found === 0 ? sender : sender === 0 ? 1 : 0;
}
