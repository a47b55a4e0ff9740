using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>How an invocation has ended.</summary>
public abstract class Response : IDisposable
{
    /// <summary>It has ended, and the method has no result.</summary>
    public static Response Completed { get; } = new CompletedResponse();

    /// <summary>The result; null if the method has none.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception that ended it; null if none did.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>It has ended with an exception.</summary>
    public static Response FromException(Exception exception) => new ExceptionResponse(exception);

    /// <summary>It has ended with a result.</summary>
    public static Response FromResult<TResult>(TResult value) => new ResultResponse<TResult>(value);

    /// <summary>The result as a <typeparamref name="T"/>, or throws the exception.</summary>
    public abstract T GetResult<T>();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public override string ToString() => (Exception ?? Result)?.ToString() ?? "[null]";

    private static InvalidOperationException ReadOnly() => new("Set another response instead.");

    private sealed class CompletedResponse : Response
    {
        public override object? Result
        {
            get => null;
            set => throw ReadOnly();
        }

        public override Exception? Exception
        {
            get => null;
            set => throw ReadOnly();
        }

        public override T GetResult<T>() => default!;

        public override void Dispose()
        {
        }

        public override string ToString() => "[Completed]";
    }

    private sealed class ExceptionResponse(Exception exception) : Response
    {
        public override object? Result
        {
            get => GetResult<object>();
            set => throw ReadOnly();
        }

        public override Exception? Exception { get; set; } = exception;

        public override T GetResult<T>()
        {
            ExceptionDispatchInfo.Throw(Exception!);
            return default;
        }

        public override void Dispose()
        {
        }

        public override string ToString() => Exception?.ToString() ?? "[null]";
    }

    private sealed class ResultResponse<TResult>(TResult value) : Response
    {
        private TResult? _value = value;

        public override object? Result
        {
            get => _value;
            set => _value = (TResult?)value;
        }

        public override Exception? Exception
        {
            get => null;
            set => throw ReadOnly();
        }

        public override T GetResult<T>() => (T)(object)_value!;

        public override void Dispose() => _value = default;
    }
}
