/** com.sun.nio.sctp's toString, and the words of RestComm's (Mobicents') SCTP library over it. Java does not tell sac_error. */
import { textFormat } from './text-reader.js';

/** '/10.0.0.2', '/[fd00:0:0:0:0:0:0:2%eth0]', by older releases without brackets. */
const ADDRESS = '\\[?(?<spc_aaddr>[0-9a-f.:]+?)(?:%\\w+)?\\]?';
const ID = '(?:.*?associationID:(?<assoc_id>-?\\d+))?';

export const javaFormat = textFormat({
  name: 'java',
  title: 'com.sun.nio.sctp, RestComm SCTP',
  rules: [
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      pattern: new RegExp(
        `AssociationChange(?:Notification)?@[0-9a-f]+ \\[Association:${ID}(?:, maxIn:(?<sac_inbound_streams>\\d+), maxOut:(?<sac_outbound_streams>\\d+))?.*?, Event: (?<sac_state>[A-Z_]+)\\]`,
      ),
    },
    {
      means: 'notification',
      type: 'SCTP_PEER_ADDR_CHANGE',
      pattern: new RegExp(
        `PeerAddr(?:ess)?Change(?:Notification)?@[0-9a-f]+ \\[Address: [^/]*/${ADDRESS}:\\d+, Association:${ID}.*?, Event: (?<spc_state>ADDR_[A-Z_]+)\\]`,
      ),
    },
    {
      means: 'notification',
      type: 'SCTP_SEND_FAILED',
      pattern: new RegExp(
        `SendFailed(?:Notification)?@[0-9a-f]+ \\[Association:${ID}.*?errorCode: (?<ssf_error>\\d+), streamNumber: (?<sinfo_stream>\\d+)\\]`,
      ),
    },
    { means: 'notification', type: 'SCTP_SHUTDOWN_EVENT', pattern: new RegExp(`Shutdown(?:Notification)?@[0-9a-f]+ \\[Association:${ID}`) },
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_COMM_UP' },
      pattern:
        /New association setup for Association=\S+ with (?<sac_outbound_streams>\d+) outbound streams, and (?<sac_inbound_streams>\d+) inbound streams/,
    },
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_COMM_LOST' },
      pattern: /Communication lost for Association=/,
    },
    { means: 'notification', type: 'SCTP_ASSOC_CHANGE', members: { sac_state: 'SCTP_RESTART' }, pattern: /Restart for Association=/ },
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_CANT_STR_ASSOC' },
      pattern: /Can't start for Association=/,
    },
    {
      means: 'notification',
      type: 'SCTP_ASSOC_CHANGE',
      members: { sac_state: 'SCTP_SHUTDOWN_COMP' },
      pattern: /Shutdown for Association=/,
    },
    { means: 'notification', type: 'SCTP_SHUTDOWN_EVENT', pattern: /Association=\S+ SHUTDOWN\b/ },
    {
      means: 'notification',
      type: 'SCTP_PEER_ADDR_CHANGE',
      pattern: new RegExp(`Peer Address changed to=[^/]*/${ADDRESS}(?::\\d+)? for Association=`),
    },
    { means: 'notification', type: 'SCTP_SEND_FAILED', pattern: /Association=\S+ SendFailedNotification, errorCode=(?<ssf_error>\d+)/ },
  ],
});
