namespace MindBot.Grains.Payments;

/// <summary>Who a user is at the payment provider; key: the user id. Made once, when the first thing needs it.</summary>
[Alias("mindbot.ICustomerGrain")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>The customer's id, made when there is none. May take 10 s: it awaits the payment provider, and throws what the gateway throws.</summary>
    [Alias("Ensure")]
    Task<string> Ensure();

    /// <summary>The customer's id; null when nothing has needed one yet.</summary>
    [Alias("Find")]
    Task<string?> Find();
}
