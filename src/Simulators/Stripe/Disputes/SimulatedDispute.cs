using System.Text.Json.Serialization;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Disputes;

/// <summary>What a card's holder complains of. An inquiry takes no money.</summary>
internal enum DisputeKind { Fraudulent, ProductNotReceived, Inquiry }

internal sealed record SimulatedDispute(
    string Id, string Charge, string Intent, long Amount, string Currency, DisputeKind Kind, string Status, long Created) : SimulatedObject(Id, Created)
{
    [JsonIgnore]
    public bool IsInquiry => Kind == DisputeKind.Inquiry;

    [JsonIgnore]
    public bool IsOpen => Status is "needs_response" or "warning_needs_response";

    [JsonIgnore]
    public bool IsRefundable => IsInquiry || Status == "won";
}
