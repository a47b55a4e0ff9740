namespace MindBot.Gateways.Mail;

/// <summary>A mail as it leaves. A class, not a record: records print their properties, and these hold links and codes.</summary>
public sealed class OutgoingMail
{
    /// <summary>The same in every try of one mail, and in no other mail; the Message-ID is made from it.</summary>
    public required string Key { get; init; }

    public required string ToAddress { get; init; }

    public required string ToName { get; init; }

    /// <summary>Line breaks in it become spaces.</summary>
    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }
}
