namespace MindBot.Gateways.LiveKit.Webhooks;

/// <summary>What the check of a webhook's signature found. Only <see cref="Valid"/> may be acted on.</summary>
public enum LiveKitSignatureResult
{
    /// <summary>No Authorization header.</summary>
    HeaderMissing,

    /// <summary>The header is no JWT with HS256 and an expiry.</summary>
    Malformed,

    /// <summary>Made with another API key than ours.</summary>
    WrongKey,

    /// <summary>Says our API key, but our secret did not sign it.</summary>
    BadSignature,

    /// <summary>Signed by LiveKit, but too long ago: a replay, or a clock that is wrong.</summary>
    Expired,

    /// <summary>Signed by LiveKit, but for later: a clock that is wrong.</summary>
    NotYetValid,

    /// <summary>Signed by LiveKit, but not for this body: tampered with, rewritten on the way, or another token of ours.</summary>
    BodyMismatch,

    Valid,
}
