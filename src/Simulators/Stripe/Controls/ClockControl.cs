using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Controls;

/// <summary><c>/simulate/clock</c>: looks at the account's clock, or moves it on.</summary>
internal sealed class ClockControl(StripeSimulator simulator)
{
    private const long MaxAdvanceSeconds = 3 * 366 * 86_400L, MaxAheadSeconds = 30 * 366 * 86_400L;

    public StripeReply Show(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return StripeReply.Of(200, new JsonObject { ["now"] = simulator.NowSeconds, ["ahead_seconds"] = call.Work.Store.ClockAheadSeconds });
    }

    /// <summary><c>{"advance_seconds": 86400}</c></summary>
    public StripeReply Advance(StripeCall call)
    {
        call.Parameters.RefuseUnknown("advance_seconds");
        call.Parameters.Required("advance_seconds");
        var seconds = call.Parameters.Integer("advance_seconds", min: 0, max: MaxAdvanceSeconds)!.Value;
        if (call.Work.Store.ClockAheadSeconds + seconds > MaxAheadSeconds)
            throw new StripeApiError(400, "The clock is too far ahead of the real one.", param: "advance_seconds");
        simulator.Advance(TimeSpan.FromSeconds(seconds));
        return StripeReply.Of(200, new JsonObject { ["now"] = simulator.NowSeconds, ["ahead_seconds"] = call.Work.Store.ClockAheadSeconds });
    }
}
