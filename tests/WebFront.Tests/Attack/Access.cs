namespace MindBot.WebFront.Tests.Attack;

/// <summary>Who may call an endpoint.</summary>
public enum Access
{
    /// <summary>A token makes no difference, or adds what is the user's own.</summary>
    Anybody,

    /// <summary>Who has an access token, for what is theirs.</summary>
    User,

    /// <summary>As <see cref="User"/>, or with a stream's ticket in the query.</summary>
    UserOrTicket,

    /// <summary>Who has the operators' key.</summary>
    Operator,

    /// <summary>Stripe, which signs the body.</summary>
    Stripe,

    /// <summary>LiveKit, which signs the body.</summary>
    LiveKit,
}
