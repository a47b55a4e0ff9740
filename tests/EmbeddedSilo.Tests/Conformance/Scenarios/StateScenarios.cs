using MindBot.EmbeddedSilo.Testing;
using MindBot.EmbeddedSilo.Tests.Persistence;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>Persistent state. The storage is the fixture's; what is traced is what a silo makes of it.</summary>
public static class StateScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("State", "A state that was never written is new", async stage => await InspectAsync(stage)),
        new("State", "A written state is there before the next activation begins", async stage =>
        {
            await stage.Grain<IStateGrain>().Set(7);
            await stage.Grain<IStateGrain>().SetOther("text");
            await stage.Silo.RestartAsync();
            await InspectAsync(stage);
            await stage.EndAsync("other", stage.Grain<IStateGrain>().GetOther());
        }),
        new("State", "A state that was not written is lost with the silo", async stage =>
        {
            await stage.Grain<IStateGrain>().Set(7);
            await stage.Grain<IStateGrain>().SetWithoutWriting(8);
            await stage.EndAsync("before", stage.Grain<IStateGrain>().Get());
            await stage.Silo.RestartAsync();
            await stage.EndAsync("after", stage.Grain<IStateGrain>().Get());
        }),
        new("State", "A cleared state is new again", async stage =>
        {
            await stage.Grain<IStateGrain>().Set(7);
            await stage.EndAsync("clear", stage.Grain<IStateGrain>().Clear());
            await InspectAsync(stage);
            await stage.EndAsync("set", stage.Grain<IStateGrain>().Set(8));
            await InspectAsync(stage);
        }),
        new("State", "A write based on an old version fails and deactivates the grain", async stage =>
        {
            await stage.Grain<IStateGrain>().Set(1);
            Overwrite(stage);
            await stage.EndAsync("set", stage.Grain<IStateGrain>().Set(2));
            await InspectAsync(stage);
        }),
        new("State", "An inconsistency of another grain does not deactivate the caller", async stage =>
        {
            var caller = stage.Grain<IForwardingStateGrain>();
            await stage.EndAsync("first", caller.SetElsewhere("a", 1));
            Overwrite(stage);
            await stage.EndAsync("second", caller.SetElsewhere("a", 2));
            await stage.EndAsync("third", caller.SetElsewhere("a", 3));
        }),
        new("State", "A grain that handles the inconsistency stays", async stage =>
        {
            await stage.Grain<IStateGrain>().Set(1);
            Overwrite(stage);
            await stage.EndAsync("set", stage.Grain<IStateGrain>().SetSwallowing(2));
            await InspectAsync(stage);
        }),
        new("State", "A write that failed before it was stored can be repeated", async stage =>
        {
            await stage.Grain<IStateGrain>().Set(1);
            stage.Silo.Storage.FailWrite();
            await stage.EndAsync("set", stage.Grain<IStateGrain>().Set(2));
            await stage.EndAsync("memory", stage.Grain<IStateGrain>().Get());
            await stage.EndAsync("set", stage.Grain<IStateGrain>().Set(3));
            await InspectAsync(stage);
        }),
        new("State", "After a write of unknown outcome the old version is refused", async stage =>
        {
            await stage.Grain<IStateGrain>().Set(1);
            stage.Silo.Storage.FailWrite(1, StorageFault.AfterWrite);
            await stage.EndAsync("set", stage.Grain<IStateGrain>().Set(2));
            await stage.EndAsync("set", stage.Grain<IStateGrain>().Set(3));
            await InspectAsync(stage);
        }),
        new("State", "A failed read fails the activation and the next call tries again", async stage =>
        {
            stage.Silo.Storage.FailReads();
            await stage.EndAsync("get", stage.Grain<IStateGrain>().Get());
            await stage.EndAsync("get", stage.Grain<IStateGrain>().Get());
        }),
        new("State", "A state can be read again", async stage =>
        {
            await stage.Grain<IStateGrain>().Set(1);
            Overwrite(stage);
            await stage.EndAsync("reread", stage.Grain<IStateGrain>().Reread());
            await InspectAsync(stage);
        }),
    ];

    private static void Overwrite(Stage stage) =>
        stage.Silo.Storage.Poke(stage.Silo.IdOf<IStateGrain>(), "counter", """{"Value":100}""");

    private static async Task InspectAsync(Stage stage)
    {
        var (exists, etag, atActivation) = await stage.Grain<IStateGrain>().Inspect();
        stage.Tell($"{await stage.Grain<IStateGrain>().Get()}, exists {exists}, etag {etag ?? "none"}, {atActivation} at activation");
    }
}
