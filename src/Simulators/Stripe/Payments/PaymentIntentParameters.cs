using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary>Checks a request's parameters and writes them into an intent.</summary>
internal static class PaymentIntentParameters
{
    /// <summary>What may come with a confirmation, be it one of its own or part of a creation.</summary>
    private static readonly string[] OfConfirmation =
    [
        .. PaymentMethods.DataParameters, "payment_method", "off_session", "return_url", "use_stripe_sdk", "receipt_email", "setup_future_usage",
        "error_on_requires_action",
    ];

    private static readonly string[] OfCreation =
    [
        .. OfConfirmation, "amount", "currency", "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]",
        "capture_method", "confirm", "confirmation_method", "customer", "description", "metadata", "metadata[*]",
    ];

    /// <summary>A publishable key comes with <c>key</c> and <c>client_secret</c> in the body.</summary>
    private static readonly string[] OfBrowserConfirmation = [.. OfConfirmation, "key", "client_secret"];

    public static SimulatedIntent Create(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown(OfCreation);
        asked.OneOf("automatic_payment_methods[enabled]", "true", "false");
        asked.OneOf("capture_method", "automatic", "automatic_async");
        asked.OneOf("confirmation_method", "automatic");
        if (asked.Integer("amount") is not { } amount) throw StripeApiError.Required("amount");
        var currency = Currencies.Checked(asked.Required("currency").ToLowerInvariant());

        var id = call.Work.Ids.PaymentIntent();
        var intent = new SimulatedIntent(id, call.Work.Ids.ClientSecret(id), Currencies.CheckedAmount(amount, currency), currency, call.Now)
        {
            AllowRedirects = asked.OneOf("automatic_payment_methods[allow_redirects]", "always", "never") != "never",
            Customer = asked.Text("customer") is { } customer ? CustomerApi.Existing(call.Work, customer, "customer").Id : null,
        };
        return WithPaymentMethod(Described(intent, asked), call);
    }

    public static SimulatedIntent Update(SimulatedIntent intent, StripeCall call)
    {
        call.Parameters.RefuseUnknown("metadata", "metadata[*]", "description", "receipt_email");
        return Described(intent, call.Parameters);
    }

    public static SimulatedIntent Confirm(SimulatedIntent intent, StripeCall call)
    {
        call.Parameters.RefuseUnknown(call.IsPublishable ? OfBrowserConfirmation : OfConfirmation);
        return WithPaymentMethod(Described(intent, call.Parameters), call);
    }

    private static SimulatedIntent Described(SimulatedIntent intent, StripeParameters asked) => intent with
    {
        Metadata = StripeMetadata.Merged(intent.Metadata, asked),
        Description = asked.Changed("description", intent.Description),
        ReceiptEmail = asked.Changed("receipt_email", intent.ReceiptEmail),
        SetupFutureUsage = asked.OneOf("setup_future_usage", "off_session", "on_session") ?? intent.SetupFutureUsage,
        ReturnUrl = asked.Text("return_url") ?? intent.ReturnUrl,
    };

    private static SimulatedIntent WithPaymentMethod(SimulatedIntent intent, StripeCall call) =>
        PaymentMethods.Asked(call, intent.Customer) is not { } method ? intent : intent with
        {
            PaymentMethod = call.Work.Save(method).Id,
            Status = SimulatedIntent.RequiresConfirmation,
        };
}
