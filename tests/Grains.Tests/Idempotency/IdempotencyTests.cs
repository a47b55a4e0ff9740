using MindBot.Grains.Idempotency;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Idempotency;

public class IdempotencyTests
{
    private static readonly StoredAnswer Answer = new(200, "application/json", """{"ok":true}""");

    private static IIdempotencyGrain Bucket(Backend backend) => backend.Grain<IIdempotencyGrain>("user_1/a");

    private static async Task<IdempotencyOutcome> Begin(Backend backend, string key = "k", string body = "body") =>
        (await Bucket(backend).Begin(key, body)).Outcome;

    [Fact]
    public async Task An_answered_request_is_replayed_also_after_a_crash()
    {
        await using var backend = await Backend.StartAsync();
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend));
        await Bucket(backend).Complete("k", "body", Answer);
        Assert.Equal(new IdempotencyTicket(IdempotencyOutcome.Replay, Answer), await Bucket(backend).Begin("k", "body"));
        backend.Crash();
        await backend.StartAgainAsync();
        Assert.Equal(new IdempotencyTicket(IdempotencyOutcome.Replay, Answer), await Bucket(backend).Begin("k", "body"));
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_a_mismatch_and_learns_nothing()
    {
        await using var backend = await Backend.StartAsync();
        await Begin(backend);
        Assert.Equal(IdempotencyOutcome.Mismatch, await Begin(backend, body: "other"));
        await Bucket(backend).Complete("k", "body", Answer);
        Assert.Equal(new IdempotencyTicket(IdempotencyOutcome.Mismatch, null), await Bucket(backend).Begin("k", "other"));
    }

    [Fact]
    public async Task A_duplicate_waits_while_the_first_is_under_way_and_may_perform_it_when_that_was_abandoned()
    {
        await using var backend = await Backend.StartAsync();
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend));
        Assert.Equal(IdempotencyOutcome.InProgress, await Begin(backend));
        await Bucket(backend).Abandon("k");
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend));
    }

    [Fact]
    public async Task A_request_that_was_cut_off_can_be_repeated_after_a_minute()
    {
        await using var backend = await Backend.StartAsync();
        await Begin(backend);
        await backend.AdvanceAsync(Seconds(59));
        Assert.Equal(IdempotencyOutcome.InProgress, await Begin(backend));
        await backend.AdvanceAsync(Seconds(1));
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend));
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day()
    {
        await using var backend = await Backend.StartAsync();
        await Begin(backend);
        await Bucket(backend).Complete("k", "body", Answer);
        await backend.AdvanceAsync(Hours(24) - Ms(1));
        Assert.Equal(IdempotencyOutcome.Replay, await Begin(backend));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend));
    }

    [Fact]
    public async Task A_hundred_answers_a_day_are_remembered_and_room_comes_back_with_time()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend, $"k{i}"));
            await Bucket(backend).Complete($"k{i}", "body", Answer);
        }

        Assert.Equal(IdempotencyOutcome.TooMany, await Begin(backend, "one more"));
        Assert.Equal(IdempotencyOutcome.Replay, await Begin(backend, "k0"));
        await backend.AdvanceAsync(Hours(24));
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend, "one more"));
    }

    [Fact]
    public async Task Requests_that_were_cut_off_take_up_room_for_a_day_because_their_repeats_must_be_the_same_operation()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < 100; i++) await Begin(backend, $"k{i}");
        Assert.Equal(IdempotencyOutcome.TooMany, await Begin(backend, "one more"));
        await backend.AdvanceAsync(Seconds(60));
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend, "k0"));
        Assert.Equal(IdempotencyOutcome.TooMany, await Begin(backend, "one more"));
        await backend.AdvanceAsync(Hours(24));
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend, "one more"));
    }

    [Fact]
    public async Task Attempts_within_a_day_are_one_operation_whatever_dies_in_between()
    {
        await using var backend = await Backend.StartAsync();
        var first = (await Bucket(backend).Begin("k", "body")).FirstAt;
        Assert.Equal(backend.Now, first);
        backend.Crash();
        await backend.StartAgainAsync(Hours(1));
        Assert.Equal(first, (await Bucket(backend).Begin("k", "body")).FirstAt);
        await Bucket(backend).Abandon("k");
        await backend.AdvanceAsync(Hours(22));
        Assert.Equal(first, (await Bucket(backend).Begin("k", "body")).FirstAt);
        Assert.Equal(IdempotencyOutcome.Mismatch, await Begin(backend, body: "other"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_its_day_the_same_key_is_another_operation(bool wasAnswered)
    {
        await using var backend = await Backend.StartAsync();
        var first = (await Bucket(backend).Begin("k", "body")).FirstAt;
        if (wasAnswered) await Bucket(backend).Complete("k", "body", Answer);
        await backend.AdvanceAsync(Hours(24));
        var second = await Bucket(backend).Begin("k", "other body");
        Assert.Equal((IdempotencyOutcome.Proceed, backend.Now), (second.Outcome, second.FirstAt));
        Assert.NotEqual(first, second.FirstAt);
    }

    [Fact]
    public async Task A_request_is_performed_only_when_its_name_is_durable()
    {
        await using var backend = await Backend.StartAsync();
        backend.Storage.Fails = _ => true;
        Assert.False(await Callers.Answered(Bucket(backend).Begin("k", "body")));
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Minutes(5));
        Assert.Equal(backend.Now, (await Bucket(backend).Begin("k", "body")).FirstAt);
    }

    [Fact]
    public async Task An_answer_that_could_not_be_stored_leaves_the_key_free()
    {
        await using var backend = await Backend.StartAsync();
        await Begin(backend);
        backend.Storage.Fails = _ => true;
        Assert.False(await Callers.Answered(Bucket(backend).Complete("k", "body", Answer)));
        backend.Storage.Fails = null;
        Assert.Equal(IdempotencyOutcome.Proceed, await Begin(backend));
        await Bucket(backend).Complete("k", "body", Answer);
        Assert.Equal(IdempotencyOutcome.Replay, await Begin(backend));
    }
}
