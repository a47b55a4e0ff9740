using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>What filters of incoming calls see and may change.</summary>
public static class FilterScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Filters", "The silo's filters run in order of registration, then the grain's own, then the method", async stage =>
        {
            await stage.EndAsync("open", stage.Grain<IOpenGrain>().Say("hello"));
            await stage.EndAsync("guarded", stage.Grain<IGuardedGrain>().Say("hello"));
        })
        {
            Filters = [CallFilters.Noting("first"), CallFilters.Noting("second")],
        },
        new("Filters", "A grain's own filter needs no others", async stage =>
        {
            await stage.EndAsync("say", stage.Grain<IGuardedGrain>().Say("hello"));
            await stage.EndAsync("stop", stage.Grain<IGuardedGrain>().Say("stop"));
            await stage.EndAsync("throw", stage.Grain<IGuardedGrain>().Throw("it"));
        }),
        new("Filters", "A filter sees who calls what", async stage =>
        {
            await stage.EndAsync("pass", stage.Grain<IOpenGrain>("a").Pass("b", "hello"));
            await stage.EndAsync("nod", stage.Grain<IGuardedGrain>("c").Nod().AsTask());
            await stage.Grain<IOpenGrain>("a").Whisper("psst");
            await stage.UntilAsync("whispers psst");
        })
        {
            Filters = [CallFilters.SeeingAsync],
        },
        new("Filters", "A filter replaces arguments", async stage =>
        {
            for (var a = 1; a <= 4; a++) await stage.EndAsync($"add {a}", stage.Grain<IOpenGrain>().Add(a, 100));
        })
        {
            Filters =
            [
                (call, _) =>
                {
                    var a = (int)call.Request.GetArgument(0)!;
                    call.Request.SetArgument(a == 4 ? 2 : 1, a switch { 2 => "two", 3 => 3L, _ => 1000 });
                    return call.Invoke();
                },
            ],
        },
        new("Filters", "A filter replaces the result", async stage =>
        {
            for (var a = 1; a <= 3; a++) await stage.EndAsync($"add {a}", stage.Grain<IOpenGrain>().Add(a, 100));
            await stage.EndAsync("say", stage.Grain<IOpenGrain>().Say("hello"));
            await stage.EndAsync("nod", stage.Grain<IOpenGrain>().Nod().AsTask());
        })
        {
            Filters =
            [
                async (call, journal) =>
                {
                    await call.Invoke();
                    journal.Add($"replaces {call.Result ?? "nothing"}");
                    call.Result = call.Result switch { 101 => 1, 102 => null, 103 => "three", string text => text.ToUpperInvariant(), _ => 7 };
                },
            ],
        },
        new("Filters", "A filter may call other grains", async stage =>
            await stage.EndAsync("say", stage.Grain<IOpenGrain>().Say("aloud")))
        {
            Filters =
            [
                CallFilters.Noting("first"),
                async (call, journal) =>
                {
                    if (call.Request.GetArgument(0) is "aloud")
                    {
                        var grains = call.TargetContext.ActivationServices.GetRequiredService<IGrainFactory>();
                        journal.Add($"heard {await grains.GetGrain<IOpenGrain>("b").Say("softly")}");
                    }

                    await call.Invoke();
                },
            ],
        },
        new("Filters", "A call that a filter cancels", async stage =>
        {
            using var cancellation = new CancellationTokenSource();
            await stage.EndAsync("ask", stage.Grain<IOpenGrain>().Ask(cancellation.Token));
            await stage.EndAsync("say", stage.Grain<IOpenGrain>().Say("hello"));
        })
        {
            Filters =
            [
                (call, journal) =>
                {
                    journal.Add($"{call.MethodName}: {call.Request.GetArgument(0)?.GetType().Name}, cancellable {call.Request.IsCancellable}");
                    journal.Add($"cancels {call.Request.TryCancel()}: {call.Request.GetCancellationToken().IsCancellationRequested}");
                    return call.Invoke();
                },
            ],
        },
    ];
}
