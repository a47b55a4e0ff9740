using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Calls;

public sealed class CallTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    private ICallGrain Grain => _silo.Grain<ICallGrain>();

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_call_passes_all_its_arguments_and_answers()
    {
        var sum = await Grain.Sum(1, 2, 3, 4.5m, "five!", 6, [7, 8], new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new CallMessage("nine"));

        Assert.Equal(1 + 2 + 3 + 4 + 5 + 6 + 15 + 2026 + 4, sum);
    }

    [Fact]
    public async Task Every_kind_of_return_type_works()
    {
        await Grain.Nothing();
        await Grain.NothingByValue();

        Assert.Equal(42, await Grain.TwiceByValue(21));
        Assert.Equal(7, await Grain.Overloaded(7));
        Assert.Equal("seven", await Grain.Overloaded("seven"));
    }

    [Fact]
    public async Task A_grain_is_called_through_any_of_its_interfaces()
    {
        IGreeter greeter = Grain;

        Assert.Equal("a greets Ada", await greeter.Greet("Ada"));
    }

    [Fact]
    public async Task Interfaces_and_messages_may_be_internal() =>
        Assert.Equal(new InternalMessage(2), await _silo.Grain<IInternalGrain>().Echo(new InternalMessage(1)));

    [Fact]
    public async Task An_exception_reaches_the_caller_and_the_grain_lives_on()
    {
        Assert.Equal("late", (await Assert.ThrowsAsync<FormatException>(() => Grain.Throw("late"))).Message);
        Assert.Equal("early", (await Assert.ThrowsAsync<FormatException>(() => Grain.ThrowAtOnce("early").AsTask())).Message);
        await Grain.Nothing();
    }

    [Fact]
    public async Task A_cancellation_token_reaches_the_grain()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.WaitFor(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_one_way_call_is_complete_at_once_and_runs_later()
    {
        Assert.True(Grain.Notify("noted").IsCompletedSuccessfully);
        Assert.Empty(_silo.Journal.Entries);

        _silo.Journal.Open("notify");
        await Grain.Nothing();

        Assert.Equal(["noted"], _silo.Journal.Entries);
    }

    [Fact]
    public async Task An_exception_of_a_one_way_call_reaches_nobody()
    {
        Assert.True(Grain.NotifyAndThrow("noted").IsCompletedSuccessfully);
        await Grain.Nothing();

        Assert.Equal(["noted"], _silo.Journal.Entries);
    }

    [Fact]
    public async Task A_call_times_out_exactly_at_its_limit_while_its_turn_goes_on()
    {
        var call = Grain.WaitAt("door");
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);

        await _silo.AdvanceAsync(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<TimeoutException>(() => call);

        _silo.Journal.Open("door");
        await Grain.Nothing();
        Assert.Equal(["waits at door", "passed door"], _silo.Journal.Entries);
    }

    [Fact]
    public async Task A_call_that_timed_out_while_it_waited_never_runs()
    {
        var running = Grain.WaitAt("first");
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(20));
        var waiting = Grain.WaitAt("second");
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TimeoutException>(() => running);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);

        _silo.Journal.Open("first");
        await Grain.Nothing();

        Assert.Equal(["waits at first", "passed first"], _silo.Journal.Entries);
    }

    [Fact]
    public async Task Calls_time_out_one_by_one_each_at_its_own_limit()
    {
        var first = _silo.Grain<ICallGrain>("x").WaitAt("x");
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(10));
        var answered = _silo.Grain<ICallGrain>("y").WaitAt("y");
        var last = _silo.Grain<ICallGrain>("z").WaitAt("z");
        _silo.Journal.Open("y");
        await answered;

        await _silo.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.True(first.IsFaulted);
        Assert.False(last.IsCompleted);

        await _silo.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.True(last.IsFaulted);
    }

    [Fact]
    public void References_to_the_same_grain_are_equal()
    {
        Assert.Equal(_silo.Grain<ICallGrain>("k"), _silo.Grain<ICallGrain>("k"));
        Assert.NotEqual(_silo.Grain<ICallGrain>("k"), _silo.Grain<ICallGrain>("l"));
        Assert.Equal(GrainId.Create("call", "k"), _silo.Grain<ICallGrain>("k").GetGrainId());
        Assert.Equal("k", _silo.Grain<ICallGrain>("k").GetPrimaryKeyString());
        Assert.Equal<object>(_silo.Grain<ICallGrain>("k"), _silo.Grain<ICallGrain>("k").AsReference<IGreeter>());
    }

    [Fact]
    public void A_key_must_not_be_empty() => Assert.Throws<ArgumentException>(() => _silo.Grain<ICallGrain>(" "));

    [Fact]
    public void An_interface_without_a_class_is_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => _silo.Grain<IGrainNobodyMade>());
    }

    private interface IGrainNobodyMade : IGrainWithStringKey
    {
        Task Nothing();
    }
}
