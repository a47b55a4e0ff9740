namespace Orleans.Runtime;

/// <summary>The name of a grain interface.</summary>
[Serializable]
[GenerateSerializer]
[Immutable]
public readonly struct GrainInterfaceType : IEquatable<GrainInterfaceType>, ISpanFormattable
{
    [Id(0)]
    private readonly IdSpan _value;

    /// <summary>Makes one of its name.</summary>
    public GrainInterfaceType(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = IdSpan.Create(value);
    }

    /// <summary>Makes one of its name.</summary>
    public GrainInterfaceType(IdSpan value) => _value = value;

    /// <summary>The name.</summary>
    public IdSpan Value => _value;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>Makes one of its name.</summary>
    public static GrainInterfaceType Create(string value) => new(value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainInterfaceType other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(GrainInterfaceType other) => _value.Equals(other._value);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        _value.TryFormat(destination, out charsWritten);

    /// <summary>Whether both are the same name.</summary>
    public static bool operator ==(GrainInterfaceType left, GrainInterfaceType right) => left.Equals(right);

    /// <summary>Whether they are different names.</summary>
    public static bool operator !=(GrainInterfaceType left, GrainInterfaceType right) => !left.Equals(right);
}
