using MindBot.EmbeddedSilo.Tests.Calls;
using MindBot.EmbeddedSilo.Tests.Fixture;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>What becomes of calls whose caller loses interest.</summary>
public static class CancellationScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Cancellation", "A token reaches the grain", async stage =>
        {
            using var cancellation = new CancellationTokenSource();
            var call = stage.Grain<ICallGrain>().WaitFor(cancellation.Token);
            await stage.QuietAsync();
            await cancellation.CancelAsync();
            await stage.EndAsync("call", call);
            await stage.EndAsync("the next call", stage.Grain<ICallGrain>().Nothing());
        }),
        new("Cancellation", "A token of a grain reaches another", async stage =>
            await stage.EndAsync("call", stage.Grain<IRelayGrain>().WaitAndCancel("b"))),
        new("Cancellation", "A call with a token that is cancelled already does not run", async stage =>
        {
            stage.Silo.Journal.Open("door");
            await stage.EndAsync("call", CallCancelled());
            await stage.QuietAsync();

            async Task CallCancelled() => await stage.Grain<IRelayGrain>().Ignore("door", new CancellationToken(canceled: true));
        }),
        new("Cancellation", "A caller that cancels does not wait for a grain that ignores it", async stage =>
        {
            using var cancellation = new CancellationTokenSource();
            var call = stage.Grain<IRelayGrain>().Ignore("door", cancellation.Token);
            await stage.UntilAsync("waits at door");
            await cancellation.CancelAsync();
            await stage.QuietAsync();
            stage.Tell(call.IsCompleted ? "the caller goes on" : "the caller waits");
            stage.Open("door");
            await stage.UntilAsync("passed door, cancelled");
            await stage.EndAsync("call", call);
        }),
        new("Cancellation", "A call that is cancelled while it waits never runs", async stage =>
        {
            var grain = stage.Grain<IRelayGrain>();
            using var cancellation = new CancellationTokenSource();
            var first = grain.Ignore("first", CancellationToken.None);
            await stage.UntilAsync("waits at first");
            stage.Silo.Journal.Open("second");
            var second = grain.Ignore("second", cancellation.Token);
            await stage.QuietAsync();
            await cancellation.CancelAsync();
            await stage.QuietAsync();
            stage.Tell(second.IsCompleted ? "the caller goes on" : "the caller waits");
            stage.Open("first");
            await stage.EndAsync("first", first);
            await stage.EndAsync("second", second);
            await stage.QuietAsync();
        }),
        new("Cancellation", "A call that times out is not cancelled", async stage =>
        {
            using var cancellation = new CancellationTokenSource();
            var call = stage.Grain<IRelayGrain>().Ignore("door", cancellation.Token);
            await stage.PassAsync(2 * TestSilo.ShortResponseTimeout);
            await stage.EndAsync("call", call);
            await cancellation.CancelAsync();
            await stage.QuietAsync();
            stage.Open("door");
            await stage.UntilAsync("passed door, not cancelled");
        }),
        new("Cancellation", "A token that is never cancelled changes nothing", async stage =>
        {
            using var cancellation = new CancellationTokenSource();
            stage.Silo.Journal.Open("door");
            await stage.EndAsync("call", stage.Grain<IRelayGrain>().Ignore("door", cancellation.Token));
        }),
    ];
}
