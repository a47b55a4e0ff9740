using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>What is filtered besides awaited calls, and when.</summary>
public static class FilterTurnScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("FilterTurns", "A filter runs in the turn of its call", async stage =>
        {
            await stage.Grain<IOpenGrain>().Nod();
            Task[] calls = [stage.Grain<IOpenGrain>().Say("first"), stage.Grain<IOpenGrain>().Say("second")];
            await stage.QuietAsync();
            await stage.EndAsync("interrupt", stage.Grain<IOpenGrain>().Interrupt("a question"));
            stage.Open("second", "first");
            await Task.WhenAll(calls);
        })
        {
            Filters =
            [
                async (call, journal) =>
                {
                    if (call.MethodName == nameof(ISpeaker.Say))
                    {
                        journal.Add($"holds {call.Request.GetArgument(0)}");
                        await journal.PassAsync((string)call.Request.GetArgument(0)!);
                        journal.Add(TaskScheduler.Current == TaskScheduler.Default ? "goes on elsewhere" : "goes on in a turn");
                    }

                    await call.Invoke();
                },
            ],
        },
        new("FilterTurns", "One-way calls are filtered, and nobody learns of a filter's exception", async stage =>
        {
            await stage.Grain<IOpenGrain>().Nod();
            foreach (var text in new[] { "heard", "lost", "thrown" })
                stage.Tell(stage.Grain<IOpenGrain>().Whisper(text).IsCompletedSuccessfully ? "complete" : "not complete");
            stage.Open("whispers");
            await stage.EndAsync("the next call", stage.Grain<IOpenGrain>().Nod().AsTask());
        })
        {
            Filters =
            [
                async (call, journal) =>
                {
                    var text = call.MethodName == nameof(ISpeaker.Whisper) ? (string)call.Request.GetArgument(0)! : "";
                    if (text != "") await journal.PassAsync("whispers");
                    journal.Add($"{call.MethodName}({text})");
                    if (text == "thrown") throw new FormatException();
                    if (text != "lost") await call.Invoke();
                },
            ],
        },
        new("FilterTurns", "A timer's ticks are filtered", async stage =>
        {
            await stage.Grain<IOpenGrain>().SpeakSoon(2);
            await stage.UntilAsync("outside: tick ends");
            await stage.UntilAsync("tick 2");
            await stage.PassAsync(TimeSpan.FromSeconds(2));
        })
        {
            Filters = [CallFilters.OfTicks(CallFilters.SeeingAsync), CallFilters.OfTicks(async (call, journal) =>
            {
                await call.Invoke();
                journal.Add("outside: tick ends");
            })],
        },
        new("FilterTurns", "A timer whose tick a filter keeps back ticks no more", async stage =>
        {
            await stage.Grain<IOpenGrain>().SpeakSoon(2);
            await stage.UntilAsync("kept back");
            await stage.PassAsync(TimeSpan.FromSeconds(2));
            await stage.EndAsync("the next call", stage.Grain<IOpenGrain>().Nod().AsTask());
        })
        {
            Filters = [CallFilters.OfTicks((_, journal) =>
            {
                journal.Add("kept back");
                return Task.CompletedTask;
            })],
        },
        new("FilterTurns", "A reminder's tick is filtered", async stage =>
        {
            await stage.Grain<IGuardedGrain>().Remember("it");
            await stage.UntilAsync("tick ends");
        })
        {
            Filters =
            [
                async (call, journal) =>
                {
                    if (call.MethodName != nameof(IRemindable.ReceiveReminder))
                    {
                        await call.Invoke();
                        return;
                    }

                    journal.Add($"{call.InterfaceName} {call.Request.GetArgumentCount()} arguments: {call.Request.GetArgument(0)}");
                    await call.Invoke();
                    journal.Add("tick ends");
                },
            ],
        },
        new("FilterTurns", "Activation and deactivation are no calls", async stage =>
        {
            await stage.Grain<IGuardedGrain>().Leave();
            await stage.UntilAsync("deactivated");
        })
        {
            Filters = [CallFilters.Noting("filter")],
        },
    ];
}
