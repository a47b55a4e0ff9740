using System.Security.Cryptography;
using System.Text;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.LiveKit.Webhooks;

namespace MindBot.Gateways.Tests.LiveKit;

public sealed class LiveKitEventTests
{
    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1_790_000_061);

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static LiveKitEvent? Parse(string json, DateTimeOffset? sentAt = null) => LiveKitEvent.Parse(Encoding.UTF8.GetBytes(json), sentAt);

    private static readonly LiveKitEvent Left = new(
        "EV_c", LiveKitEventType.ParticipantLeft, At(1_760_000_060), new EventRoom("r1", "RM_a"),
        new RoomParticipant("PA_b", "user-42", ParticipantKind.Standard, At(1_760_000_001), IsConnected: false), SentAt);

    [Fact]
    public void An_event_is_read_as_livekit_writes_it() => Assert.Equal(Left, Parse("""
        {"event":"participant_left","room":{"sid":"RM_a","name":"r1","creationTime":"1760000000"},"participant":{"sid":"PA_b",
        "identity":"user-42","state":"DISCONNECTED","joinedAt":"1760000001","disconnectReason":"CLIENT_INITIATED"},"id":"EV_c","createdAt":"1760000060"}
        """, SentAt));

    [Fact]
    public void Snake_case_numbers_and_zero_values_are_the_same() => Assert.Equal(Left, Parse("""
        {"event":"participant_left","room":{"sid":"RM_a","name":"r1","creation_time":1760000000,"num_participants":0},"participant":{"sid":"PA_b",
        "identity":"user-42","state":3,"joined_at":1760000001,"kind":0,"name":""},"id":"EV_c","created_at":1.760000060e9,"track":null}
        """, SentAt));

    [Theory]
    [InlineData("\"STANDARD\"", ParticipantKind.Standard)]
    [InlineData("null", ParticipantKind.Standard)]
    [InlineData("1", ParticipantKind.Ingress)]
    [InlineData("\"EGRESS\"", ParticipantKind.Egress)]
    [InlineData("\"SIP\"", ParticipantKind.Sip)]
    [InlineData("\"3\"", ParticipantKind.Sip)]
    [InlineData("\"AGENT\"", ParticipantKind.Agent)]
    [InlineData("4", ParticipantKind.Agent)]
    [InlineData("\"CONNECTOR\"", ParticipantKind.Other)]
    [InlineData("99", ParticipantKind.Other)]
    public void Kinds_come_as_names_or_numbers(string kind, ParticipantKind expected) =>
        Assert.Equal(expected, Parse($$"""{"event":"participant_joined","participant":{"identity":"u","kind":{{kind}} } }""")!.Participant!.Kind);

    [Theory]
    [InlineData("\"ACTIVE\"", true)]
    [InlineData("2", true)]
    [InlineData("\"JOINING\"", false)]
    [InlineData("\"JOINED\"", false)]
    [InlineData("3", false)]
    [InlineData("null", false)]
    [InlineData("\"NEW_STATE\"", false)]
    public void Connected_is_who_has_their_media_up(string state, bool expected) => Assert.Equal(expected,
        Parse($$"""{"event":"participant_joined","participant":{"identity":"u","state":{{state}} } }""")!.Participant!.IsConnected);

    [Fact]
    public void Events_and_fields_that_we_do_not_know_are_no_trouble()
    {
        var read = Parse("""{"event":"egress_ended","id":"EV_1","createdAt":"5","egressInfo":{"room":7},"new":[[{}]]}""")!;

        Assert.Equal(("EV_1", "egress_ended", At(5), null, null), (read.Id, read.Type, read.CreatedAt, read.Room, read.Participant));
    }

    [Fact]
    public void Without_an_id_the_same_body_has_the_same_id_and_another_has_another()
    {
        const string body = """{"event":"room_finished","room":{"name":"r1"}}""";

        Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}", Parse(body)!.Id);
        Assert.Equal(Parse(body)!.Id, Parse(body, SentAt)!.Id);
        Assert.NotEqual(Parse(body)!.Id, Parse(body.Replace("r1", "r2"))!.Id);
    }

    [Fact]
    public void Without_its_instant_an_event_is_as_old_as_its_signature()
    {
        Assert.Equal(SentAt, Parse("""{"event":"room_finished","id":"EV_1"}""", SentAt)!.CreatedAt);
        Assert.Equal(DateTimeOffset.UnixEpoch, Parse("""{"event":"room_finished","id":"EV_1","createdAt":"0"}""")!.CreatedAt);
    }

    [Fact]
    public void A_room_or_participant_without_a_name_is_none()
    {
        var read = Parse("""{"event":"participant_joined","room":{"sid":"RM_a"},"participant":{"sid":"PA_b","identity":""}}""")!;

        Assert.Null(read.Room);
        Assert.Null(read.Participant);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"room_finished\"")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"event":""}""")]
    [InlineData("""{"event":5}""")]
    [InlineData("""{"event":"room_finished"} x""")]
    [InlineData("""{"event":"room_finished" """)]
    [InlineData("""{"event":"room_finished","id":7}""")]
    [InlineData("""{"event":"room_finished","room":"r1"}""")]
    [InlineData("""{"event":"room_finished","room":{"name":["r1"]}}""")]
    [InlineData("""{"event":"room_finished","participant":[{}]}""")]
    [InlineData("""{"event":"room_finished","participant":{"identity":"u","joinedAt":{}}}""")]
    [InlineData("""{"event":"room_finished","participant":{"identity":"u","kind":true}}""")]
    [InlineData("""{"event":"room_finished","createdAt":"soon"}""")]
    [InlineData("""{"event":"room_finished","createdAt":"1.5"}""")]
    [InlineData("""{"event":"room_finished","createdAt":-1}""")]
    [InlineData("""{"event":"room_finished","createdAt":253402300800}""")]
    [InlineData("""{"event":"room_finished","createdAt":9223372036854775808}""")]
    [InlineData("""{"event":"room_finished","createdAt":1e999999}""")]
    [InlineData("""{"event":"room_finished","createdAt":"1e999999999999999999"}""")]
    [InlineData("""{"event":"\ud800"}""")]
    [InlineData("""{"event":"room_finished","id":"\udc00x"}""")]
    [InlineData("""{"\ud800":1,"event":"room_finished","id":"\ud800"}""")]
    public void What_is_no_event_is_none(string json) => Assert.Null(Parse(json));

    [Fact]
    public void Bytes_that_are_no_utf8_are_no_event()
    {
        byte[] broken = [.. "{\"event\":\"room_finished"u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Null(LiveKitEvent.Parse(broken));
        Assert.Null(LiveKitEvent.Parse([0xEF, 0xBB, 0xBF, .. """{"event":"room_finished"}"""u8]));
    }

    [Fact]
    public void Deep_nesting_is_no_event() =>
        Assert.Null(Parse($$"""{"event":"room_finished","x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}"""));

    [Fact]
    public void No_body_that_was_cut_off_or_garbled_does_anything_worse_than_being_none()
    {
        var body = """{"event":"participant_left","room":{"sid":"RM_a","name":"r1"},"participant":{"identity":"u","joinedAt":"17"},"createdAt":"60"}"""u8.ToArray();
        var random = new Random(17);
        for (var round = 0; round < 2_000; round++)
        {
            var garbled = body[..random.Next(1, body.Length + 1)];
            for (var changes = random.Next(4); changes > 0; changes--) garbled[random.Next(garbled.Length)] = (byte)random.Next(256);
            LiveKitEvent.Parse(garbled);
        }
    }
}
