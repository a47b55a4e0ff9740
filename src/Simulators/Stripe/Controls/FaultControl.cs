using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Controls;

/// <summary>
/// <c>/simulate/faults</c>: <c>{"fault": "delay_webhooks", "count": 2, "delay_seconds": 30}</c>, with <c>status</c> for <c>fail_calls</c>.
/// </summary>
internal sealed class FaultControl(StripeSimulator simulator)
{
    private const int MaxCount = 10_000;

    public StripeReply Order(StripeCall call)
    {
        var (asked, faults) = (call.Parameters, simulator.Faults);
        asked.RefuseUnknown("fault", "count", "delay_seconds", "status");
        var count = (int)(asked.Integer("count", min: 1, max: MaxCount) ?? 1);
        switch (asked.Required("fault"))
        {
            case "lose_webhooks": faults.LoseWebhooks(count); break;
            case "duplicate_webhooks": faults.DuplicateWebhooks(count); break;
            case "delay_webhooks": faults.DelayWebhooks(count, TimeSpan.FromSeconds(asked.Integer("delay_seconds", min: 0, max: 86_400) ?? 10)); break;
            case "reorder_webhooks": faults.ReorderWebhooks(count); break;
            case "fail_calls": faults.FailBefore(count, (int)(asked.Integer("status", min: 400, max: 599) ?? 503)); break;
            case "fail_calls_midway": faults.FailDuring(count); break;
            case "lose_answers": faults.LoseAnswers(count); break;
            case "hang_calls": faults.Hang(count); break;
            case "clear": faults.Clear(); break;
            case var unknown: throw new StripeApiError(400, $"There is no fault '{unknown}'.", param: "fault");
        }
        return StripeReply.Of(200, new JsonObject { ["calls_left"] = faults.CallsLeft, ["webhooks_left"] = faults.WebhooksLeft });
    }
}
