package main

import (
	"context"
	"errors"
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go"
)

var version = "Go " + aws.SDKVersion

// What a method takes before its input.
var before = []reflect.Value{reflect.ValueOf(context.Background())}

func settings(endpoint string) aws.Config {
	return aws.Config{
		Region:           "us-east-1",
		Credentials:      credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
		RetryMaxAttempts: 1,
		EndpointResolverWithOptions: aws.EndpointResolverWithOptionsFunc(
			func(string, string, ...any) (aws.Endpoint, error) {
				return aws.Endpoint{URL: endpoint, HostnameImmutable: true}, nil
			}),
	}
}

func codeOf(err error) (code, message string) {
	var failure smithy.APIError
	if errors.As(err, &failure) {
		return failure.ErrorCode(), failure.ErrorMessage()
	}
	return
}

func unionMember(t reflect.Type, name string) (reflect.Type, bool) {
	member, ok := unions[t.PkgPath()+"."+t.Name()+"Member"+strings.ToUpper(name[:1])+name[1:]]
	return member, ok
}

func unionName(value reflect.Value) string {
	if value.Kind() != reflect.Interface || value.Elem().Kind() != reflect.Pointer {
		return ""
	}
	t := value.Elem().Type().Elem()
	if _, ok := unions[t.PkgPath()+"."+t.Name()]; !ok {
		return ""
	}
	return strings.TrimPrefix(t.Name(), value.Type().Name()+"Member")
}
