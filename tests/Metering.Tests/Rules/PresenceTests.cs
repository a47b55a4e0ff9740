using System.Text.Json;
using System.Text.Json.Serialization;
using MindBot.Grains.Metering;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class PresenceTests
{
    private static readonly Presence Here = Presence.None.Join("RM_1", "PA_1", At(10));

    private static Span[] Spans(Presence presence, long notBefore = 0, long? trusted = null, long? notAfter = null) =>
        [.. presence.Spans(At(notBefore), trusted is { } t ? At(t) : null, notAfter is { } n ? At(n) : null)];

    [Fact]
    public void Nobody_who_was_never_seen_is_here()
    {
        Assert.Equal((false, false, false), (Presence.None.Any, Presence.None.Here, Presence.None.LeftIsKnown));
        Assert.Null(Presence.None.LeftAt);
        Assert.Empty(Spans(Presence.None));
    }

    [Fact]
    public void Who_joined_is_here_until_a_left_event()
    {
        Assert.Equal((true, true, (DateTimeOffset?)null), (Here.Any, Here.Here, Here.LeftAt));
        Assert.Equal([Span(10)], Spans(Here));

        var gone = Here.Leave("RM_1", "PA_1", null, At(50));
        Assert.Equal((true, false, (DateTimeOffset?)At(50)), (gone.Any, gone.Here, gone.LeftAt));
        Assert.Equal((true, false), (gone.LeftIsKnown, gone.RoomFinished));
        Assert.Equal([Span(10, 50)], Spans(gone));
    }

    [Fact]
    public void Several_devices_are_a_union()
    {
        var presence = Here.Join("RM_1", "PA_2", At(30)).Leave("RM_1", "PA_1", null, At(40));
        Assert.True(presence.Here);
        Assert.Equal([Span(10)], Spans(presence));

        presence = presence.Leave("RM_1", "PA_2", null, At(60)).Join("RM_1", "PA_3", At(60)).Leave("RM_1", "PA_3", null, At(70))
            .Join("RM_1", "PA_4", At(80));
        Assert.Equal([Span(10, 70), Span(80)], Spans(presence));
        Assert.Equal(1, presence.Interruptions);
    }

    [Fact]
    public void A_left_event_of_a_connection_never_heard_of_tells_its_start_until_a_joined_event_says_better()
    {
        var presence = Presence.None.Leave("RM_1", "PA_1", At(20), At(50));
        Assert.Equal([Span(20, 50)], Spans(presence));
        Assert.Equal([Span(23, 50)], Spans(presence.Join("RM_1", "PA_1", At(23))));
    }

    [Fact]
    public void An_end_without_any_start_is_no_presence_but_holds_against_a_late_join()
    {
        foreach (var ended in (Presence[])[Presence.None.Leave("RM_1", "PA_1", null, At(50)), Presence.None.Abort("RM_1", "PA_1", At(50))])
        {
            Assert.Equal((false, false), (ended.Any, ended.Here));
            Assert.Empty(Spans(ended));
            var late = ended.Join("RM_1", "PA_1", At(10));
            Assert.Equal((true, false), (late.Any, late.Here));
            Assert.Equal([Span(10, 50)], Spans(late));
        }
    }

    [Fact]
    public void An_end_that_the_clock_puts_before_its_start_is_no_time_at_all()
    {
        var presence = Presence.None.Join("RM_1", "PA_1", At(999)).Leave("RM_1", "PA_1", null, At(0));
        Assert.Equal((true, (DateTimeOffset?)At(999)), (presence.Any, presence.LeftAt));
        Assert.Empty(Spans(presence));
    }

    [Fact]
    public void The_end_of_the_room_ends_everybody_in_it_and_whoever_joins_late()
    {
        var presence = Here.Join("RM_2", "PA_2", At(20)).Finish("RM_1", At(60));
        Assert.Equal([Span(10)], Spans(presence));
        presence = presence.Leave("RM_2", "PA_2", null, At(40)).Join("RM_1", "PA_3", At(30));

        Assert.Equal((false, (DateTimeOffset?)At(60)), (presence.Here, presence.LeftAt));
        Assert.Equal((true, true), (presence.LeftIsKnown, presence.RoomFinished));
        Assert.Equal([Span(10, 60)], Spans(presence));
    }

    [Fact]
    public void A_room_that_ends_also_ends_whoever_is_in_a_room_that_nobody_has_named()
    {
        var seen = Presence.None.Observe([new("PA_1", At(10))], At(20), At(20));
        Assert.Equal([Span(10, 60)], Spans(seen.Finish("RM_1", At(60))));
        // It was another room after all.
        Assert.Equal([Span(12)], Spans(seen.Finish("RM_1", At(60)).Join("RM_2", "PA_1", At(12))));
        Assert.Equal([Span(10)], Spans(seen.Finish("RM_0", At(5))));
    }

    [Fact]
    public void The_earliest_end_counts()
    {
        Assert.Equal([Span(10, 30)], Spans(Here.Finish("RM_1", At(50)).Leave("RM_1", "PA_1", null, At(30)).Leave("RM_1", "PA_1", null, At(40))));
        var finished = Here.Leave("RM_1", "PA_1", null, At(50)).Finish("RM_1", At(30));
        Assert.Equal([Span(10, 30)], Spans(finished));
        Assert.True(finished.RoomFinished);
    }

    [Fact]
    public void Whoever_nobody_had_heard_of_for_long_when_the_room_was_closed_was_there_until_then()
    {
        var finished = Here.Finish("RM_1", At(50), unheardSince: At(20));
        Assert.Equal([Span(10, 20)], Spans(finished));
        Assert.Equal((false, false), (finished.LeftIsKnown, finished.RoomFinished));
        Assert.Equal([Span(10, 40)], Spans(finished.Leave("RM_1", "PA_1", null, At(40))));
        Assert.Equal([Span(10)], Spans(Here.Finish("RM_0", At(50), unheardSince: At(20))));
    }

    [Fact]
    public void Only_the_last_few_finished_rooms_are_remembered_and_what_they_ended_stays_ended()
    {
        var presence = Here.Finish("RM_1", At(60));
        for (var i = 0; i < 20; i++) presence = presence.Finish($"RM_other{i}", At(1000 + i));
        Assert.Equal(Presence.FinishedRooms, presence.Finished.Length);
        Assert.Equal([Span(10, 60)], Spans(presence));
    }

    [Fact]
    public void Whoever_LiveKit_names_is_here_even_if_no_event_said_so()
    {
        var presence = Here.Observe([new("PA_1", At(9)), new("PA_2", At(5))], At(100), At(100));
        Assert.Equal([Span(5)], Spans(presence));
        Assert.Equal([Span(7)], Spans(presence.Join("RM_1", "PA_2", At(7))));
        Assert.Same(presence, presence.Observe([new("PA_1", At(9)), new("PA_2", At(5))], At(200), At(200)));
    }

    [Fact]
    public void Whoever_LiveKit_does_not_name_was_here_until_the_last_confirmation()
    {
        var lost = Here.Join("RM_1", "PA_new", At(100)).Leave("RM_1", "PA_new", null, At(110)).Observe([], At(100), At(70));
        Assert.Equal([Span(10, 70), Span(100, 110)], Spans(lost));
        lost = Here.Observe([], At(100), At(70));
        Assert.Equal((false, (DateTimeOffset?)At(70), false), (lost.Here, lost.LeftAt, lost.LeftIsKnown));
        Assert.Empty(Spans(Here.Observe([], At(100), At(5))));
        // Who came after the question was asked cannot be in its answer.
        Assert.Same(Here, Here.Observe([], At(10), At(5)));
    }

    [Fact]
    public void A_left_event_replaces_an_end_that_was_inferred()
    {
        var presence = Here.Observe([], At(100), At(70)).Leave("RM_1", "PA_1", null, At(95));
        Assert.Equal((true, (DateTimeOffset?)At(95)), (presence.LeftIsKnown, presence.LeftAt));
        Assert.Equal([Span(10, 95)], Spans(presence));
    }

    [Fact]
    public void The_end_of_the_room_does_not_prolong_who_was_lost_before()
    {
        var presence = Here.Observe([], At(100), At(70)).Finish("RM_1", At(120));
        Assert.Equal([Span(10, 70)], Spans(presence));
    }

    [Fact]
    public void Who_was_lost_and_is_seen_again_was_never_away_but_who_left_has_left()
    {
        Assert.Equal([Span(10)], Spans(Here.Observe([], At(100), At(70)).Observe([new("PA_1", At(10))], At(130), At(130))));
        var left = Here.Leave("RM_1", "PA_1", null, At(50));
        Assert.Same(left, left.Observe([new("PA_1", At(10))], At(60), At(60)));
    }

    [Fact]
    public void What_the_client_started_counts_until_somebody_is_seen()
    {
        Assert.Equal(Span(3), Presence.None.BeforeAnybody(Span(3)));
        Assert.Equal(Span(3, 8), Presence.None.BeforeAnybody(Span(3, 8)));
        Assert.Equal(Span(3, 10), Here.Leave("RM_1", "PA_1", null, At(50)).BeforeAnybody(Span(3)));
        Assert.Equal(Span(3, 8), Here.BeforeAnybody(Span(3, 8)));
        Assert.Equal(Span(20, 10), Here.BeforeAnybody(Span(20)));
    }

    [Fact]
    public void Nothing_counts_outside_the_session_or_beyond_what_is_trusted()
    {
        var presence = Here.Leave("RM_1", "PA_1", null, At(20)).Join("RM_1", "PA_2", At(30));
        Assert.Equal([Span(15, 20), Span(30, 80)], Spans(presence, notBefore: 15, notAfter: 80));
        Assert.Equal([Span(10, 20), Span(30, 60)], Spans(presence, trusted: 60, notAfter: 80));
        Assert.Equal([Span(10, 20)], Spans(presence, trusted: 25));
        Assert.Equal([Span(35)], Spans(presence, notBefore: 35));
    }

    [Fact]
    public void A_hundred_interruptions_take_a_few_kilobytes_and_lose_no_time()
    {
        var presence = Presence.None;
        for (var i = 0; i <= 100; i++)
        {
            var (sid, from) = ($"PA_abcdefghij{i}", At(MinuteMs * i));
            presence = presence.Join("RM_abcdefghijkl", sid, from).Leave("RM_abcdefghijkl", sid, from, from.AddMs(SecondMs));
            if (i % 10 == 0) presence = presence.Abort("RM_abcdefghijkl", $"PA_aborted{i}", from);
        }

        Assert.Equal(100, presence.Interruptions);
        Assert.Equal(Enumerable.Range(0, 101).Select(i => Span(MinuteMs * i, MinuteMs * i + SecondMs)), Spans(presence));
        Assert.Equal((true, (DateTimeOffset?)At(100 * MinuteMs + SecondMs)), (presence.LeftIsKnown, presence.LeftAt));
        var json = JsonSerializer.Serialize(presence, Compact);
        Assert.InRange(json.Length, 0, 6_000);
        Assert.Equal(Spans(presence), Spans(JsonSerializer.Deserialize<Presence>(json, Compact)!));
    }

    /// <summary>As states are stored.</summary>
    private static readonly JsonSerializerOptions Compact = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
    };
}
