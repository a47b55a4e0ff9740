using MindBot.EmbeddedSilo.Tests.Activations;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>From the first call to the last.</summary>
public static class ActivationScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Activations", "A grain is activated by its first call and stays", async stage =>
        {
            var grain = stage.Grain<IPlainGrain>();
            stage.Tell("refers to it");
            await SameAsync(stage, await grain.Touch(), grain.Touch());
        }),
        new("Activations", "After DeactivateOnIdle the next call gets a new activation", async stage =>
        {
            var before = await stage.Grain<IPlainGrain>().Touch();
            await stage.Grain<IPlainGrain>().Leave();
            await stage.UntilAsync("deactivated ApplicationRequested");
            await SameAsync(stage, before, stage.Grain<IPlainGrain>().Touch());
        }),
        new("Activations", "Calls that wait for an activation that leaves are served by the next one", async stage =>
        {
            var grain = stage.Grain<IPlainGrain>();
            var before = await grain.Touch();
            var leaving = grain.LeaveThenHold("door");
            await stage.QuietAsync();
            var waiting = Enumerable.Range(0, 10).Select(_ => grain.Touch()).ToArray();
            await stage.QuietAsync();
            stage.Silo.Journal.Open("door");
            await leaving;
            var after = (await Task.WhenAll(waiting)).Distinct().ToArray();
            stage.Tell($"{after.Length} activation answered, {(after.Contains(before) ? "the old one" : "a new one")}");
        }),
        new("Activations", "A failed activation fails the calls that wait for it, and the next call tries again", async stage =>
        {
            var grain = stage.Grain<IFragileGrain>();
            Task[] calls = [grain.Touch(), grain.Touch()];
            await stage.UntilAsync("activating");
            await stage.QuietAsync();
            stage.Open("activation");
            foreach (var call in calls) await stage.EndAsync("call", call);
            stage.Silo.Journal.Add("healed");
            await stage.EndAsync("the next call", grain.Touch());
        }),
        new("Activations", "A grain need not derive from Grain", async stage =>
        {
            var description = stage.Grain<IBareGrain>("x").Describe();
            await stage.UntilAsync("bare disposed");
            await stage.EndAsync("description", description);
        }),
        new("Activations", "A grain that nobody calls goes away after its age, unless a timer keeps it", async stage =>
        {
            await stage.Grain<IShortLivedGrain>("idle").Touch();
            await stage.Grain<IShortLivedGrain>("with a timer").Tick(keepAlive: false);
            await stage.Grain<IShortLivedGrain>("with a timer that keeps it").Tick(keepAlive: true);
            await stage.Grain<IPlainGrain>("of a longer age").Touch();
            await stage.PassAsync(TimeSpan.FromMinutes(6));
        }),
        new("Activations", "A stop of the silo deactivates its grains", async stage =>
        {
            await stage.Grain<IPlainGrain>().Touch();
            await stage.Silo.StopAsync();
            stage.Tell("stopped");
            await stage.Silo.StartHostAgainAsync();
            await stage.Grain<IPlainGrain>().Touch();
        }),
        new("Activations", "A running call ends before the silo has stopped", async stage =>
        {
            var call = stage.Grain<IPlainGrain>().LeaveThenHold("door");
            await stage.QuietAsync();
            var stop = stage.Silo.StopAsync();
            await stage.QuietAsync();
            stage.Open("door");
            await stop;
            stage.Tell("stopped");
            await stage.Silo.StartHostAgainAsync();
        }),
    ];

    private static async Task SameAsync(Stage stage, string activation, Task<string> call) =>
        stage.Tell(await call == activation ? "the same activation" : "another activation");
}
