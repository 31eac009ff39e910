/*
 * An application on FreeBSD's SCTP in user space (libusrsctp), over UDP. It subscribes to everything but empty queues, does what its arguments say, and logs its calls
 * and what it is told, in the native form of application logs (one JSON object a line; notifications as raw bytes).
 *
 *     usrsctp-peer LOCAL-ADDRESS PORT [PEER-ADDRESS PORT HOW]
 *
 * Without a peer it listens until it is ended. With one it connects, sends ten messages, and leaves: HOW is shutdown or abort.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#include <usrsctp.h>

/* RFC 6951. */
#define TUNNEL 9899
#define MESSAGES 10

struct subscription {
	uint16_t type;
	const char *name;
};

static const struct subscription subscriptions[] = {
	{SCTP_ASSOC_CHANGE, "SCTP_ASSOC_CHANGE"},
	{SCTP_PEER_ADDR_CHANGE, "SCTP_PEER_ADDR_CHANGE"},
	{SCTP_REMOTE_ERROR, "SCTP_REMOTE_ERROR"},
	{SCTP_SHUTDOWN_EVENT, "SCTP_SHUTDOWN_EVENT"},
	{SCTP_ADAPTATION_INDICATION, "SCTP_ADAPTATION_INDICATION"},
	{SCTP_PARTIAL_DELIVERY_EVENT, "SCTP_PARTIAL_DELIVERY_EVENT"},
	{SCTP_AUTHENTICATION_EVENT, "SCTP_AUTHENTICATION_EVENT"},
	{SCTP_STREAM_RESET_EVENT, "SCTP_STREAM_RESET_EVENT"},
	{SCTP_ASSOC_RESET_EVENT, "SCTP_ASSOC_RESET_EVENT"},
	{SCTP_STREAM_CHANGE_EVENT, "SCTP_STREAM_CHANGE_EVENT"},
	{SCTP_SEND_FAILED_EVENT, "SCTP_SEND_FAILED_EVENT"},
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int up, over;

/* One line; `format` makes its members after the time. */
static void
tell(const char *format, ...)
{
	struct timeval now;
	va_list arguments;

	gettimeofday(&now, NULL);
	pthread_mutex_lock(&lock);
	printf("{\"time\":%ld.%06ld,", (long)now.tv_sec, (long)now.tv_usec);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	printf("}\n");
	fflush(stdout);
	pthread_mutex_unlock(&lock);
}

static void
told(const unsigned char *bytes, size_t length)
{
	const union sctp_notification *notification = (const union sctp_notification *)bytes;
	char *hex = malloc(2 * length + 1);

	for (size_t i = 0; i < length; i++)
		sprintf(hex + 2 * i, "%02x", bytes[i]);
	tell("\"event\":\"notification\",\"sock\":0,\"raw\":\"%s\"", hex);
	free(hex);
	if (notification->sn_header.sn_type != SCTP_ASSOC_CHANGE)
		return;
	if (notification->sn_assoc_change.sac_state == SCTP_COMM_UP)
		up = 1;
	else
		over = 1;
}

static int
receive(struct socket *sock, union sctp_sockstore from, void *data, size_t length, struct sctp_rcvinfo info, int flags, void *unused)
{
	(void)sock;
	(void)from;
	(void)unused;
	if (data == NULL)
		return 1;
	if (flags & MSG_NOTIFICATION)
		told(data, length);
	else
		tell("\"event\":\"message\",\"sock\":0,\"stream\":%u,\"ssn\":%u,\"ppid\":%u,\"length\":%zu", info.rcv_sid, info.rcv_ssn,
		    ntohl(info.rcv_ppid), length);
	free(data);
	return 1;
}

static void
check(int result, const char *what)
{
	if (result >= 0)
		return;
	perror(what);
	exit(1);
}

static struct sockaddr_in
address(const char *text, const char *port)
{
	struct sockaddr_in result;

	memset(&result, 0, sizeof(result));
	result.sin_family = AF_INET;
	result.sin_port = htons((uint16_t)atoi(port));
	if (inet_pton(AF_INET, text, &result.sin_addr) != 1) {
		fprintf(stderr, "%s is no IPv4 address\n", text);
		exit(2);
	}
	return result;
}

static struct socket *
open_socket(const char *local, const char *port)
{
	struct socket *sock = usrsctp_socket(AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP, receive, NULL, 0, NULL);
	struct sctp_udpencaps tunnel;
	struct sockaddr_in here = address(local, port);

	check(sock == NULL ? -1 : 0, "socket");
	tell("\"event\":\"call\",\"call\":\"socket\",\"sock\":0,\"domain\":\"AF_INET\",\"type\":\"SOCK_SEQPACKET\",\"result\":0");
	memset(&tunnel, 0, sizeof(tunnel));
	tunnel.sue_address.ss_family = AF_INET;
	tunnel.sue_port = htons(TUNNEL);
	check(usrsctp_setsockopt(sock, IPPROTO_SCTP, SCTP_REMOTE_UDP_ENCAPS_PORT, &tunnel, sizeof(tunnel)), "SCTP_REMOTE_UDP_ENCAPS_PORT");
	for (size_t i = 0; i < sizeof(subscriptions) / sizeof(subscriptions[0]); i++) {
		struct sctp_event event = {SCTP_FUTURE_ASSOC, subscriptions[i].type, 1};

		check(usrsctp_setsockopt(sock, IPPROTO_SCTP, SCTP_EVENT, &event, sizeof(event)), subscriptions[i].name);
		tell("\"event\":\"call\",\"call\":\"setsockopt\",\"sock\":0,\"option\":\"SCTP_EVENT\",\"se_type\":\"%s\",\"se_on\":1,\"result\":0",
		    subscriptions[i].name);
	}
	check(usrsctp_bind(sock, (struct sockaddr *)&here, sizeof(here)), "bind");
	tell("\"event\":\"call\",\"call\":\"bind\",\"sock\":0,\"addr\":\"%s\",\"port\":%s,\"result\":0", local, port);
	return sock;
}

/* A message; or the end of the association, with a reason for the peer: without one its packet is that of a socket that is closed. */
static void
send_message(struct socket *sock, const struct sockaddr_in *to, uint16_t stream, int aborts)
{
	struct sctp_sndinfo info;
	struct sockaddr_in peer = *to;
	char data[120];

	memset(&info, 0, sizeof(info));
	memset(data, 'x', sizeof(data));
	info.snd_sid = stream;
	info.snd_ppid = htonl(46);
	info.snd_flags = aborts ? SCTP_ABORT : 0;
	tell("\"event\":\"call\",\"call\":\"sendmsg\",\"sock\":0,\"stream\":%u,\"ppid\":46,\"flags\":[%s],\"length\":%zu,\"result\":0", stream,
	    aborts ? "\"SCTP_ABORT\"" : "", sizeof(data));
	check((int)usrsctp_sendv(sock, data, sizeof(data), (struct sockaddr *)&peer, 1, &info, sizeof(info), SCTP_SENDV_SNDINFO, 0),
	    "sendv");
}

static void
wait_for(volatile int *flag)
{
	for (int i = 0; i < 500 && !*flag; i++)
		usleep(10000);
}

static void
visit(struct socket *sock, const char *text, const char *port, int aborts)
{
	struct sockaddr_in peer = address(text, port);

	tell("\"event\":\"call\",\"call\":\"connect\",\"sock\":0,\"addr\":\"%s\",\"port\":%s,\"result\":0", text, port);
	check(usrsctp_connect(sock, (struct sockaddr *)&peer, sizeof(peer)), "connect");
	wait_for(&up);
	for (uint16_t i = 0; i < MESSAGES; i++) {
		send_message(sock, &peer, i % 3, 0);
		usleep(20000);
	}
	/* Acknowledged by then: nothing is left that could fail. */
	usleep(500000);
	if (aborts)
		send_message(sock, &peer, 0, 1);
	else {
		tell("\"event\":\"call\",\"call\":\"shutdown\",\"sock\":0,\"result\":0");
		struct sctp_sndinfo info = {.snd_flags = SCTP_EOF};
		check((int)usrsctp_sendv(sock, "", 0, (struct sockaddr *)&peer, 1, &info, sizeof(info), SCTP_SENDV_SNDINFO, 0), "end");
	}
	wait_for(&over);
}

int
main(int count, char *arguments[])
{
	struct socket *sock;

	if (count != 3 && count != 6) {
		fprintf(stderr, "usage: usrsctp-peer LOCAL-ADDRESS PORT [PEER-ADDRESS PORT shutdown|abort]\n");
		return 2;
	}
	usrsctp_init(TUNNEL, NULL, NULL);
	usrsctp_sysctl_set_sctp_blackhole(2);
	sock = open_socket(arguments[1], arguments[2]);
	if (count == 3) {
		check(usrsctp_listen(sock, 5), "listen");
		tell("\"event\":\"call\",\"call\":\"listen\",\"sock\":0,\"result\":0");
		pause();
	} else {
		visit(sock, arguments[3], arguments[4], strcmp(arguments[5], "abort") == 0);
	}
	return 0;
}
