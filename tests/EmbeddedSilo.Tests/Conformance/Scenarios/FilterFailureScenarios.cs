using MindBot.EmbeddedSilo.Tests.Persistence;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>What becomes of a call whose filter or method fails.</summary>
public static class FilterFailureScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("FilterFailures", "A filter that does not go on has to set a result", async stage =>
        {
            await stage.EndAsync("say", stage.Grain<IOpenGrain>().Say("hello"));
            await stage.EndAsync("add", stage.Grain<IOpenGrain>().Add(1, 2));
            await stage.EndAsync("throw", stage.Grain<IOpenGrain>().Throw("it"));
            await stage.EndAsync("nod", stage.Grain<IOpenGrain>().Nod().AsTask());
        })
        {
            Filters =
            [
                CallFilters.Noting("outer"),
                (call, _) =>
                {
                    if (call.MethodName == nameof(ISpeaker.Add)) call.Result = 42;
                    if (call.MethodName == nameof(ISpeaker.Throw)) call.Response = Response.Completed;
                    if (call.MethodName == nameof(ISpeaker.Nod)) call.Response = Response.FromException(new FormatException());
                    return Task.CompletedTask;
                },
            ],
        },
        new("FilterFailures", "An exception goes through the filters to the caller", async stage =>
        {
            await stage.EndAsync("open", stage.Grain<IOpenGrain>().Throw("it"));
            await stage.EndAsync("guarded", stage.Grain<IGuardedGrain>().Throw("it"));
            await stage.EndAsync("the next call", stage.Grain<IOpenGrain>().Nod().AsTask());
        })
        {
            Filters = [CallFilters.Noting("first"), CallFilters.Noting("second")],
        },
        new("FilterFailures", "A filter that handles an exception has to set a result", async stage =>
        {
            await stage.EndAsync("handled", stage.Grain<IOpenGrain>().Throw("handled"));
            await stage.EndAsync("answered", stage.Grain<IOpenGrain>().Throw("answered"));
            await stage.EndAsync("replaced", stage.Grain<IOpenGrain>().Throw("replaced"));
        })
        {
            Filters =
            [
                async (call, journal) =>
                {
                    try
                    {
                        await call.Invoke();
                    }
                    catch (FormatException exception)
                    {
                        journal.Add($"handles {exception.Message}, the result is {call.Result ?? "nothing"}");
                        if (exception.Message == "answered") call.Result = "an answer";
                        if (exception.Message == "replaced") throw new ArithmeticException();
                    }
                },
            ],
        },
        new("FilterFailures", "A filter may go on more than once", async stage =>
        {
            await stage.EndAsync("open", stage.Grain<IOpenGrain>().Say("hello"));
            await stage.EndAsync("guarded", stage.Grain<IGuardedGrain>().Say("hello"));
        })
        {
            Filters =
            [
                async (call, _) =>
                {
                    for (var i = 0; i < 3; i++) await call.Invoke();
                },
                CallFilters.Noting("inner"),
                CallFilters.Noting("innermost"),
            ],
        },
        new("FilterFailures", "A filter sees and handles the exceptions of ticks", async stage =>
        {
            await stage.Grain<IGuardedGrain>().SpeakSoon(2, failing: true);
            await stage.UntilAsync("tick 2");
            await stage.PassAsync(TimeSpan.FromSeconds(2));
        })
        {
            Filters = [CallFilters.OfTicks(CallFilters.Noting("timer"))],
        },
        new("FilterFailures", "A grain stays if a filter handles its write conflict, and goes if none does", async stage =>
        {
            foreach (var handled in new[] { 1000, 0 })
            {
                await stage.Grain<IStateGrain>().Set(1);
                stage.Silo.Storage.Poke(stage.Silo.IdOf<IStateGrain>(), "counter", """{"Value":100}""");
                await stage.EndAsync("set", stage.Grain<IStateGrain>().Set(2 + handled));
                await stage.EndAsync("get", stage.Grain<IStateGrain>().Get());
                await stage.EndAsync("reread", stage.Grain<IStateGrain>().Reread());
            }
        })
        {
            Filters =
            [
                async (call, journal) =>
                {
                    try
                    {
                        await call.Invoke();
                    }
                    catch (InconsistentStateException) when (call.Request.GetArgument(0) is > 1000)
                    {
                        journal.Add("handles the conflict");
                        call.Response = Response.Completed;
                    }
                },
            ],
        },
    ];
}
