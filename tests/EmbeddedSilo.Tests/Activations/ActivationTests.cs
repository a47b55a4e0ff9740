using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Activations;

public sealed class ActivationTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    private IPlainGrain Grain => _silo.Grain<IPlainGrain>();

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_grain_is_activated_by_its_first_call_and_stays()
    {
        _ = Grain.GetGrainId();
        Assert.Equal(0, _silo.ActivationCount);

        Assert.Equal(await Grain.Touch(), await Grain.Touch());

        Assert.Equal(["activated"], _silo.Journal.Entries);
        Assert.Equal(1, _silo.ActivationCount);
    }

    [Fact]
    public async Task Grains_with_different_keys_have_different_activations() =>
        Assert.NotEqual(await _silo.Grain<IPlainGrain>("a").Touch(), await _silo.Grain<IPlainGrain>("b").Touch());

    [Fact]
    public async Task After_DeactivateOnIdle_the_next_call_gets_a_new_activation()
    {
        var before = await Grain.Touch();
        await Grain.Leave();

        Assert.NotEqual(before, await Grain.Touch());
        Assert.Equal(["activated", "deactivated ApplicationRequested", "activated"], _silo.Journal.Entries);
    }

    [Fact]
    public async Task Calls_that_wait_for_an_activation_that_leaves_are_served_by_the_next_one()
    {
        var before = await Grain.Touch();
        var leaving = Grain.LeaveThenHold("door");
        var waiting = Enumerable.Range(0, 10).Select(_ => Grain.Touch()).ToArray();
        await _silo.IdleAsync();
        Assert.DoesNotContain(waiting, call => call.IsCompleted);

        _silo.Journal.Open("door");
        await leaving;
        var after = await Task.WhenAll(waiting);

        Assert.NotEqual(before, Assert.Single(after.Distinct()));
        Assert.Equal(["activated", "left", "deactivated ApplicationRequested", "activated"], _silo.Journal.Entries);
    }

    [Fact]
    public async Task A_failed_activation_fails_the_calls_that_wait_for_it_and_the_next_call_tries_again()
    {
        var grain = _silo.Grain<IFragileGrain>();
        Task[] calls = [grain.Touch(), grain.Touch()];
        await _silo.IdleAsync();
        _silo.Journal.Open("activation");
        foreach (var call in calls) Assert.Equal("fragile", (await Assert.ThrowsAsync<FormatException>(() => call)).Message);

        _silo.Journal.Add("healed");
        await grain.Touch();

        Assert.Equal(["activating", "healed", "activating"], _silo.Journal.Entries);
    }

    [Fact]
    public void A_grain_type_can_be_named() => Assert.Equal(GrainId.Create("fragile-thing", "k"), _silo.IdOf<IFragileGrain>("k"));

    [Fact]
    public async Task A_grain_need_not_derive_from_Grain()
    {
        Assert.Equal("bare/x True", await _silo.Grain<IBareGrain>("x").Describe());
        await _silo.IdleAsync();

        Assert.Equal(["bare activated", "activated", "bare disposed"], _silo.Journal.Entries);
    }
}
