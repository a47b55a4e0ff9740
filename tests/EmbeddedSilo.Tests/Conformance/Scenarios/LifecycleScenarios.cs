namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>What grains may do while they are activated and deactivated.</summary>
public static class LifecycleScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Lifecycle", "A grain that leaves while it is activated", async stage =>
        {
            var call = stage.Grain<ILifecycleGrain>("leaves at once").Touch();
            await Task.WhenAny(call);
            await stage.QuietAsync();
            await stage.EndAsync("call", call);
        }),
        new("Lifecycle", "A grain may start a timer while it is activated", async stage =>
        {
            await stage.Grain<ILifecycleGrain>("has a timer").Touch();
            await stage.UntilAsync("tick");
        }),
        new("Lifecycle", "A one-way call to a grain whose activation fails is lost", async stage =>
        {
            var call = stage.Grain<ILifecycleGrain>("fails").Notify();
            var isComplete = call.IsCompletedSuccessfully;
            await stage.UntilAsync("activating");
            await stage.QuietAsync();
            stage.Tell(isComplete ? "was complete at once" : "was not complete at once");
            await stage.EndAsync("call", stage.Grain<ILifecycleGrain>("fails").Touch());
        }),
        new("Lifecycle", "An exception in the deactivation ends it", async stage =>
        {
            await stage.Grain<ILifecycleGrain>("throws at the end").Leave();
            await stage.UntilAsync("deactivating: ApplicationRequested");
            await stage.QuietAsync();
            await stage.EndAsync("call", stage.Grain<ILifecycleGrain>("throws at the end").Touch());
        }),
        new("Lifecycle", "What a grain writes in its deactivation is there in the next activation", async stage =>
        {
            await stage.Grain<ILifecycleGrain>("writes at the end").Leave();
            await stage.UntilAsync("deactivating: ApplicationRequested");
            await stage.QuietAsync();
            await stage.EndAsync("call", stage.Grain<ILifecycleGrain>("writes at the end").Touch());
        }),
        new("Lifecycle", "What a grain writes while the silo stops is there after a restart", async stage =>
        {
            await stage.Grain<ILifecycleGrain>("writes at the end").Touch();
            await stage.Silo.RestartAsync();
            stage.Tell("restarted");
            await stage.EndAsync("call", stage.Grain<ILifecycleGrain>("writes at the end").Touch());
        }),
        new("Lifecycle", "A grain may call another in its deactivation", async stage =>
        {
            await stage.Grain<ILifecycleGrain>("calls at the end").Leave();
            await stage.UntilAsync("deactivating: ApplicationRequested");
            await stage.QuietAsync();
            await stage.EndAsync("call", stage.Grain<ILifecycleGrain>("called").Touch());
        }),
        new("Lifecycle", "A write conflict in a timer's callback deactivates the grain", async stage =>
        {
            var grain = stage.Grain<ILifecycleGrain>();
            await grain.Write(1);
            await grain.WriteSoon(2);
            stage.Silo.Storage.Poke(stage.Silo.IdOf<ILifecycleGrain>(), "value", """{"Value":100}""");
            await stage.UntilAsync("writing");
            await stage.QuietAsync();
            await stage.EndAsync("call", grain.Touch());
        }),
    ];
}
