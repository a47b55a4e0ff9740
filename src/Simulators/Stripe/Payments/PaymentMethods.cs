using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary>Which payment method a request means, and whether it may be used so.</summary>
internal static class PaymentMethods
{
    /// <summary>What describes a card that is not known yet.</summary>
    public static readonly string[] DataParameters =
    [
        "payment_method_data[type]", "payment_method_data[card][*]", "payment_method_data[billing_details][*]",
        "payment_method_data[billing_details][address][*]", "payment_method_data[allow_redisplay]", "payment_method_data[metadata][*]",
    ];

    /// <returns>Null when the request names none.</returns>
    public static SimulatedPaymentMethod? Asked(StripeCall call, string? customer)
    {
        var asked = call.Parameters;
        if (asked.Text("payment_method") is { } name) return Usable(Named(call.Work, name, "payment_method"), customer);
        if (!asked.Has("payment_method_data")) return null;

        if (asked.OneOf("payment_method_data[type]", "card") is null) throw StripeApiError.Required("payment_method_data[type]");
        return OfNumber(call.Work, asked.Required("payment_method_data[card][number]"), asked.Text("payment_method_data[billing_details][name]"));
    }

    /// <summary>One that exists, or a new one of a test card's name.</summary>
    public static SimulatedPaymentMethod Named(StripeWork work, string name, string param, int status = 400) =>
        name.StartsWith("pm_card_", StringComparison.Ordinal) && TestCards.Find(name) is not null
            ? New(work, name)
            : work.Find<SimulatedPaymentMethod>(name) ?? throw StripeApiError.Missing("PaymentMethod", name, param, status);

    public static SimulatedPaymentMethod OfNumber(StripeWork work, string number, string? holder)
    {
        number = number.Replace(" ", "");
        if (!number.All(char.IsAsciiDigit) || TestCards.Find(number) is null)
            throw new StripeApiError(402, "Your card number is incorrect.", "incorrect_number", "number", "card_error");
        return New(work, number) with { HolderName = holder };
    }

    /// <summary>Makes it the customer's, so that it can be used again.</summary>
    public static SimulatedPaymentMethod Attach(StripeWork work, SimulatedPaymentMethod method, string customer)
    {
        if (method.Customer is { } owner && owner != customer)
            throw new StripeApiError(400, "The payment method you provided has already been attached to a customer.");
        if (method.IsSpent && method.Customer is null) throw Spent();
        if (method.TestCard is { Decline: { } decline, CanBeSaved: false })
            throw new StripeApiError(402, decline.Message, decline.Code, type: decline.Type) { DeclineCode = decline.DeclineCode };
        return work.Save(method with { Customer = customer });
    }

    /// <summary>The one that a customer's invoices are paid with; it must be the customer's own.</summary>
    public static SimulatedPaymentMethod OfCustomer(StripeWork work, string id, string customer, string param) =>
        work.Find<SimulatedPaymentMethod>(id) is { } method && method.Customer == customer
            ? method
            : throw new StripeApiError(400,
                $"The customer does not have a payment method with the ID {id}. The payment method must be attached to the customer.",
                "resource_missing", param);

    private static SimulatedPaymentMethod New(StripeWork work, string card) => new(work.Ids.PaymentMethod(), card, work.Ids.Fingerprint(), work.Now);

    private static SimulatedPaymentMethod Usable(SimulatedPaymentMethod method, string? customer)
    {
        if (method.Customer is { } owner && owner != customer)
            throw new StripeApiError(400,
                $"The provided PaymentMethod ({method.Id}) belongs to the Customer {owner}. Please include that Customer in the `customer` parameter on the PaymentIntent.",
                param: "payment_method");
        return method.Customer is null && method.IsSpent ? throw Spent() : method;
    }

    private static StripeApiError Spent() => new(400,
        "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account " +
        "without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you " +
        "must attach it to a Customer first.", param: "payment_method");
}
