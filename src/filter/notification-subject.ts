/** A notification as filters see it. */
import { headline } from '../notification/headline.js';
import type { CauseName, Notification, NotificationBody } from '../notification/notification.js';
import { endpointHost, endpointPort } from './endpoint-name.js';
import type { FieldName } from './field.js';
import { notificationWords } from './notification-words.js';
import type { Subject } from './subject.js';
import type { Value } from './value.js';

/** Members of the bodies that are numbers of chunks; types without such a member do not have the field. */
interface Carried {
  readonly tsn?: number | undefined;
  readonly streams?: readonly number[] | undefined;
  readonly ppid?: number | undefined;
  readonly cause?: CauseName | undefined;
}

function carried(body: NotificationBody): Carried {
  switch (body.sn_type) {
    case 'SCTP_ASSOC_CHANGE':
      return { cause: body.sac_error_cause };
    case 'SCTP_REMOTE_ERROR':
      return { cause: body.sre_error_cause };
    case 'SCTP_SEND_FAILED': {
      const { sinfo_tsn, sinfo_stream, sinfo_ppid } = body.ssf_info;
      return { tsn: sinfo_tsn, streams: [sinfo_stream], ppid: sinfo_ppid, cause: body.ssf_error_cause };
    }
    case 'SCTP_SEND_FAILED_EVENT':
      return { streams: [body.ssfe_info.snd_sid], ppid: body.ssfe_info.snd_ppid, cause: body.ssfe_error_cause };
    case 'SCTP_PARTIAL_DELIVERY_EVENT':
      return { streams: body.pdapi_stream === undefined ? undefined : [body.pdapi_stream] };
    case 'SCTP_STREAM_RESET_EVENT':
      return { streams: body.strreset_stream_list };
    default:
      return {};
  }
}

type Read = (notification: Notification) => readonly Value[] | undefined;

const one = (value: number | undefined): readonly number[] | undefined => (value === undefined ? undefined : [value]);

const READ: Readonly<Partial<Record<FieldName, Read>>> = {
  association: ({ association }) => [association],
  host: ({ endpointName, body }) => [endpointHost(endpointName), ...('spc_aaddr' in body ? [body.spc_aaddr] : [])],
  port: ({ endpointName }) => [endpointPort(endpointName)],
  frame: ({ frames }) => frames,
  time: ({ time }) => [time],
  tsn: ({ body }) => one(carried(body).tsn),
  stream: ({ body }) => carried(body).streams,
  ppid: ({ body }) => one(carried(body).ppid),
  cause: ({ body }) => one(carried(body).cause?.code),
  notification: notificationWords,
  certainty: ({ certainty }) => [certainty],
  text: ({ endpointName, body, certainty, why }) => [`${endpointName} ${headline(body)} ${certainty} ${why}`],
};

export function notificationSubject(notification: Notification): Subject {
  return { values: (field) => READ[field]?.(notification) };
}
