/** What programs may use of sctpscope. Importing it loads neither React nor Ink. */
export { type AnalysisSettings, DEFAULT_SETTINGS, DEFAULT_SUBSCRIPTION } from './analysis/analysis.js';
export type { EndFit, Overlap } from './analysis/end-fit.js';
export { type EndpointSetting, parseEndpointSetting } from './analysis/endpoint-setting.js';
export { bothEnds, type CaptureFiles, compareCaptures } from './analysis/open-both-ends.js';
export { type Place, parsePlace } from './analysis/place.js';
export { reconstruct, type Settled } from './analysis/reconstruct.js';
export { CaptureError, type CaptureProblem, type FrameBatch, type FrameSource } from './capture/frame.js';
export { captureInterface, type InterfaceOptions } from './capture/live/capture-interface.js';
export type { LiveFrames } from './capture/live/live-frames.js';
export { type OpenOptions, openCapture } from './capture/open-capture.js';
export { AppLogReader, type AppLogSettings } from './compare/app-log-reader.js';
export { type Comparison, compare, differencesOf } from './compare/comparison.js';
export type { ComparisonInput } from './compare/comparison-input.js';
export type { Difference, Reason, Verdict } from './compare/difference.js';
export { LoggedApplication } from './compare/logged-application.js';
export { Filter } from './filter/filter.js';
export { FilterError } from './filter/filter-error.js';
export { FilteredSink } from './filter/filtered-sink.js';
export { PacketSubject } from './filter/packet-subject.js';
export type { Abi, AbiName, ByteOrder } from './notification/abi/abi.js';
export { type DecodedNotification, decodeNotification } from './notification/abi/decode.js';
export { encodeNotification } from './notification/abi/encode.js';
export { type AbiGuess, guessAbi } from './notification/abi/guess-abi.js';
export { ABIS, findAbi } from './notification/abi/registry.js';
export { headline } from './notification/headline.js';
export {
  type Certainty,
  NOTIFICATION_TYPES,
  type Notification,
  type NotificationBody,
  type NotificationType,
} from './notification/notification.js';
export type { AssociationReport, Diagnosis, EndpointReport } from './reconstruct/model.js';
export { PROFILE_NAMES, profileNamed } from './reconstruct/profile/registry.js';
export type { StackProfile } from './reconstruct/profile/stack-profile.js';
