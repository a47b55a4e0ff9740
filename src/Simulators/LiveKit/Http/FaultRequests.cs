using MindBot.Simulators.LiveKit.Api;

namespace MindBot.Simulators.LiveKit.Http;

/// <summary>
/// Orders faults by JSON: <c>{"fault": "lose_events", "count": 2, "type": "participant_left"}</c>, with <c>delay_ms</c>, <c>status</c> and
/// <c>method</c> where they apply.
/// </summary>
internal static class FaultRequests
{
    /// <exception cref="FormatException">There is no such fault.</exception>
    public static void Order(LiveKitSimulator simulator, ProtoFields request)
    {
        var faults = simulator.Faults;
        var count = Bounded(request.Number("count") ?? 1);
        var (type, method) = (Given(request.Text("type")), Given(request.Text("method")));
        switch (request.Text("fault"))
        {
            case "lose_events": faults.LoseEvents(count, type); break;
            case "duplicate_events": faults.DuplicateEvents(count, type); break;
            case "delay_events": faults.DelayEvents(count, TimeSpan.FromMilliseconds(request.Unsigned("delay_ms")), type); break;
            case "reorder_events": faults.ReorderEvents(count, type); break;
            case "refuse_calls": faults.RefuseCalls(count, Bounded(request.Number("status") ?? 503), method); break;
            case "hang_calls": faults.HangCalls(count, method); break;
            case "lose_answers": faults.LoseAnswers(count, method); break;
            case "abort_joins": faults.AbortJoins(count); break;
            case "drop": Dropped(simulator, request).Drop(); break;
            case "down": faults.Down(); break;
            case "up": faults.Up(); break;
            case "restart": simulator.Restart(); break;
            case "clear": faults.Clear(); break;
            case var unknown: throw new FormatException($"there is no fault '{unknown}'");
        }
    }

    private static LiveKitConnection Dropped(LiveKitSimulator simulator, ProtoFields request) =>
        simulator.Find(request.Text("participant_sid")) ?? throw new LiveKitJoinRefusedException(404, "nobody there has this sid");

    private static int Bounded(long number) => (int)Math.Clamp(number, 0, int.MaxValue);

    private static string? Given(string text) => text.Length > 0 ? text : null;
}
