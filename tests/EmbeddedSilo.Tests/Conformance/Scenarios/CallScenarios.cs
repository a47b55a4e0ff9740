using MindBot.EmbeddedSilo.Tests.Calls;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>What a caller gets.</summary>
public static class CallScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Calls", "A call passes all its arguments and answers", async stage =>
        {
            var grain = stage.Grain<ICallGrain>();
            var instant = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            await stage.EndAsync("sum", grain.Sum(1, 2, 3, 4.5m, "five!", 6, [7, 8], instant, new CallMessage("nine")));
            await stage.EndAsync("twice", grain.TwiceByValue(21).AsTask());
            await stage.EndAsync("nothing", grain.NothingByValue().AsTask());
            await stage.EndAsync("int", grain.Overloaded(7));
            await stage.EndAsync("string", grain.Overloaded("seven"));
        }),
        new("Calls", "A grain is called through any of its interfaces", async stage =>
        {
            IGreeter greeter = stage.Grain<ICallGrain>();
            await stage.EndAsync("greeting", greeter.Greet("Ada"));
            await stage.EndAsync("greeting", stage.Grain<IGreeter>().Greet("Bob"));
        }),
        new("Calls", "A reference has an id and a key, and equals others to the same grain", stage =>
        {
            var grain = stage.Grain<ICallGrain>("k");
            stage.Tell($"{grain.GetGrainId()} {grain.GetPrimaryKeyString()}");
            stage.Tell($"{grain.Equals(stage.Grain<ICallGrain>("k"))} {grain.Equals(stage.Grain<ICallGrain>("l"))}");
            stage.Tell($"{grain.AsReference<IGreeter>().Equals(grain)}");
            return Task.CompletedTask;
        }),
        new("Calls", "An exception reaches the caller and the grain lives on", async stage =>
        {
            var grain = stage.Grain<ICallGrain>();
            await stage.EndAsync("late", grain.Throw("late"));
            await stage.EndAsync("at once", grain.ThrowAtOnce("at once").AsTask());
            await stage.EndAsync("nothing", grain.Nothing());
        }),
        new("Calls", "An exception goes through a grain that does not handle it", async stage =>
        {
            await stage.EndAsync("thrown", stage.Grain<IRelayGrain>().Throw("b", "message"));
            await stage.EndAsync("caught", stage.Grain<IRelayGrain>().Catch("b", "message"));
        }),
        new("Calls", "A one-way call is complete at once and runs later", async stage =>
        {
            var grain = stage.Grain<ICallGrain>();
            await grain.Nothing();
            stage.Tell(grain.Notify("noted").IsCompletedSuccessfully ? "complete" : "not complete");
            await stage.QuietAsync();
            stage.Open("notify");
            await stage.EndAsync("the next call", grain.Nothing());
        }),
        new("Calls", "An exception of a one-way call reaches nobody", async stage =>
        {
            var grain = stage.Grain<ICallGrain>();
            await grain.Nothing();
            var isComplete = grain.NotifyAndThrow("noted").IsCompletedSuccessfully;
            await stage.EndAsync("the next call", grain.Nothing());
            stage.Tell(isComplete ? "was complete at once" : "was not complete at once");
        }),
        new("Calls", "One-way calls of one grain to another keep their order", async stage =>
        {
            await stage.Grain<ICallGrain>("b").Nothing();
            stage.Silo.Journal.Open("notify");
            await stage.Grain<IRelayGrain>().NotifyMany("b", 20);
            await stage.UntilAsync("note 20");
        }),
        new("Calls", "A call times out while its turn goes on", async stage =>
        {
            var grain = stage.Grain<ICallGrain>();
            var call = grain.WaitAt("door");
            await stage.PassAsync(2 * TestSilo.ShortResponseTimeout);
            await stage.EndAsync("call", call);
            stage.Open("door");
            await stage.EndAsync("the next call", grain.Nothing());
        }),
        new("Calls", "A call that timed out while it waited never runs", async stage =>
        {
            var grain = stage.Grain<ICallGrain>();
            var running = grain.WaitAt("first");
            await stage.UntilAsync("waits at first");
            var waiting = grain.WaitAt("second");
            await stage.PassAsync(2 * TestSilo.ShortResponseTimeout);
            await stage.EndAsync("running", running);
            await stage.EndAsync("waiting", waiting);
            stage.Open("first");
            await stage.EndAsync("the next call", grain.Nothing());
        }),
        new("Calls", "A message that can be changed is copied on its way", async stage =>
        {
            List<int> numbers = [1, 2];
            await stage.EndAsync("the grain's count", stage.Grain<IRelayGrain>().Append(numbers));
            stage.Tell($"the caller's count = {numbers.Count}");
            (await stage.Grain<IRelayGrain>().Numbers()).Add(3);
            stage.Tell($"the grain keeps {(await stage.Grain<IRelayGrain>().Numbers()).Count}");
        }),
    ];
}
