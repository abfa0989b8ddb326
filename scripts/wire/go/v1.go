package main

import (
	"errors"
	"reflect"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/awserr"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
)

var version = "Go " + aws.SDKVersion

// What a method takes before its input.
var before []reflect.Value

func settings(endpoint string) *session.Session {
	return session.Must(session.NewSession(&aws.Config{
		Endpoint:                  aws.String(endpoint),
		Region:                    aws.String("us-east-1"),
		Credentials:               credentials.NewStaticCredentials("AKIDEXAMPLE", "secret", ""),
		Logger:                    aws.LoggerFunc(func(...any) {}),
		MaxRetries:                aws.Int(0),
		DisableParamValidation:    aws.Bool(true),
		DisableEndpointHostPrefix: aws.Bool(true),
		S3ForcePathStyle:          aws.Bool(true),
	}))
}

func codeOf(err error) (code, message string) {
	var failure awserr.RequestFailure
	if errors.As(err, &failure) {
		return failure.Code(), failure.Message()
	}
	return
}

// There are none: a union is a structure.
func unionMember(reflect.Type, string) (reflect.Type, bool) { return nil, false }
func unionName(reflect.Value) string                        { return "" }
