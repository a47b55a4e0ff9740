namespace MindBot.Grains.Payments;

/// <summary>Who a user is at the payment provider; key: the user id. Made once, when the first thing needs it.</summary>
[Alias("mindbot.ICustomerGrain")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>The customer's id, made when there is none. May take 10 s: it awaits the payment provider, and throws what the gateway throws.</summary>
    /// <param name="cancellation">The caller waits no longer, and no more is asked of the provider; another call may go on where this one stopped.</param>
    [Alias("Ensure")]
    Task<string> Ensure(CancellationToken cancellation);

    /// <summary>The customer's id; null when nothing has needed one yet.</summary>
    [Alias("Find")]
    Task<string?> Find();

    /// <summary>
    /// The account is deleted: the customer is deleted at the payment provider, and forgotten here. A repeat changes nothing. Throws what the gateway throws.
    /// </summary>
    [Alias("Forget")]
    Task Forget();
}
