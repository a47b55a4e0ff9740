namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>How much an answer's field must agree with the sample's.</summary>
internal enum Agreement
{
    /// <summary>The same value.</summary>
    Value,

    /// <summary>Another value of the same form.</summary>
    Form,

    /// <summary>The same JSON type only: the sample's value follows from no rule.</summary>
    Type,
}

/// <param name="Wrong">What is wrong with the answer; null when it agrees.</param>
internal sealed record FieldCheck(string Path, Agreement Agreement, string? Wrong);
